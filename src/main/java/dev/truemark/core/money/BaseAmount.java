package dev.truemark.core.money;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An amount that may be unknown because a price or a rate is missing; whatever is computed from an unknown amount is
 * unknown (DEFINITIONS 3 and 14).
 */
public sealed interface BaseAmount {
    BaseAmount UNKNOWN = new Unknown();
    BaseAmount ZERO = new Known(BigDecimal.ZERO);

    static BaseAmount of(BigDecimal value) {
        return new Known(value);
    }

    /** The amount of a nullable column or field: {@code null} is unknown. */
    static BaseAmount ofNullable(BigDecimal value) {
        return value == null ? UNKNOWN : new Known(value);
    }

    BaseAmount plus(BaseAmount other);

    BaseAmount negate();

    /** See {@link Exact#share}. */
    BaseAmount share(BigDecimal part, BigDecimal whole);

    Optional<BigDecimal> value();

    default BaseAmount minus(BaseAmount other) {
        return plus(other.negate());
    }

    default boolean isKnown() {
        return value().isPresent();
    }

    /** For columns and JSON, where an undefined figure is null. */
    default BigDecimal orNull() {
        return value().orElse(null);
    }

    record Known(BigDecimal amount) implements BaseAmount {
        @Override
        public BaseAmount plus(BaseAmount other) {
            return switch (other) {
                case Known k -> new Known(amount.add(k.amount));
                case Unknown u -> u;
            };
        }

        @Override
        public BaseAmount negate() {
            return new Known(amount.negate());
        }

        @Override
        public BaseAmount share(BigDecimal part, BigDecimal whole) {
            return new Known(Exact.share(amount, part, whole));
        }

        @Override
        public Optional<BigDecimal> value() {
            return Optional.of(amount);
        }

        /** Equal as numbers: 1.0 and 1.00 are the same amount. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Known k && amount.compareTo(k.amount) == 0;
        }

        @Override
        public int hashCode() {
            return amount.stripTrailingZeros().hashCode();
        }
    }

    record Unknown() implements BaseAmount {
        @Override
        public BaseAmount plus(BaseAmount other) {
            return this;
        }

        @Override
        public BaseAmount negate() {
            return this;
        }

        @Override
        public BaseAmount share(BigDecimal part, BigDecimal whole) {
            return this;
        }

        @Override
        public Optional<BigDecimal> value() {
            return Optional.empty();
        }
    }
}
