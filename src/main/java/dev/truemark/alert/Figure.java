package dev.truemark.alert;

import java.math.BigDecimal;
import java.util.Optional;

/** What a rule is held against. */
sealed interface Figure {

    record Known(BigDecimal value) implements Figure {}

    /**
     * More than any threshold, such as the age of a price that there is none of.
     *
     * @param reason stable code
     */
    record Beyond(String reason) implements Figure {}

    /**
     * Nobody knows: a rule stays as it is.
     *
     * @param reason stable code
     */
    record Unknown(String reason) implements Figure {}

    static Figure of(double value) {
        return new Known(BigDecimal.valueOf(value));
    }

    default Optional<BigDecimal> known() {
        return this instanceof Known known ? Optional.of(known.value()) : Optional.empty();
    }

    /** Why there is no value. */
    default Optional<String> why() {
        return switch (this) {
            case Known known -> Optional.empty();
            case Beyond beyond -> Optional.of(beyond.reason());
            case Unknown unknown -> Optional.of(unknown.reason());
        };
    }
}
