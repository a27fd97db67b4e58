package dev.truemark.core.money;

import java.math.BigDecimal;

/**
 * How an amount of one currency becomes an amount of another: {@code amount · multiplier / divisor}.
 *
 * <p>A direct quote multiplies, an inverse one divides by the quoted rate and never multiplies by a rounded inverse
 * (DEFINITIONS 1); a cross does both. Composing conversions stays exact; only {@link Known#apply} rounds, once.
 */
public sealed interface Conversion {
    Conversion UNKNOWN = new Unknown();
    Conversion IDENTITY = new Known(BigDecimal.ONE, BigDecimal.ONE);

    /** Target units per unit quoted directly. */
    static Conversion direct(BigDecimal rate) {
        return new Known(rate, BigDecimal.ONE);
    }

    /** The pair is quoted the other way round. */
    static Conversion inverse(BigDecimal quoted) {
        return new Known(BigDecimal.ONE, quoted);
    }

    /** The amount in the target currency; unknown when no rate is known, never the amount itself. */
    BaseAmount apply(BigDecimal amount);

    /** This conversion, then {@code next}: a cross. */
    Conversion then(Conversion next);

    /** A rate that is known, as quoted. */
    record Known(BigDecimal multiplier, BigDecimal divisor) implements Conversion {
        public Known {
            if (multiplier.signum() <= 0 || divisor.signum() <= 0) {
                throw new IllegalArgumentException("a rate must be positive: " + multiplier + " / " + divisor);
            }
        }

        @Override
        public BaseAmount apply(BigDecimal amount) {
            return BaseAmount.of(Exact.divide(amount.multiply(multiplier), divisor));
        }

        @Override
        public Conversion then(Conversion next) {
            return switch (next) {
                case Known k -> new Known(multiplier.multiply(k.multiplier), divisor.multiply(k.divisor));
                case Unknown u -> u;
            };
        }

        /** Target units per unit, for showing: rounded where it derives from an inverse quote. */
        public BigDecimal rate() {
            return Exact.divide(multiplier, divisor);
        }
    }

    /** No rate is known at or before the instant; never taken for 1 (DEFINITIONS 14). */
    record Unknown() implements Conversion {
        @Override
        public BaseAmount apply(BigDecimal amount) {
            return BaseAmount.UNKNOWN;
        }

        @Override
        public Conversion then(Conversion next) {
            return this;
        }
    }
}
