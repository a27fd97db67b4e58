package dev.truemark.core.rebalance;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is compared with a target: a security, or all that share an attribute.
 *
 * @param target weight of the portfolio, as a decimal
 * @param band   weights between which it needs no trade; empty where it always does
 */
public record Line(String name, BigDecimal target, Optional<Band> band) {

    /** @param lower and {@code upper} are within the band */
    public record Band(BigDecimal lower, BigDecimal upper) {
        /** {@code target ± width}, not below 0. */
        public static Band around(BigDecimal target, BigDecimal width) {
            return new Band(target.subtract(width).max(BigDecimal.ZERO), target.add(width));
        }

        public State of(BigDecimal weight) {
            if (weight.compareTo(lower) < 0) return State.BELOW;
            return weight.compareTo(upper) > 0 ? State.ABOVE : State.WITHIN;
        }
    }

    public enum State {
        BELOW,
        WITHIN,
        ABOVE
    }
}
