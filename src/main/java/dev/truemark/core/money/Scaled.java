package dev.truemark.core.money;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A decimal as a whole number of its last place: {@code unscaled · 10^(−scale)}.
 *
 * @param scale 0 to {@value Exact#SCALE}
 */
public record Scaled(long unscaled, int scale) {
    /** Every decimal of so many digits is a {@code long}. */
    private static final int SURE_DIGITS = 18;

    /**
     * With the decimals that {@code value} has, or without its trailing zeros where only so it fits; empty where it needs more
     * digits than a {@code long} holds for certain, or more decimals.
     */
    public static Optional<Scaled> of(BigDecimal value) {
        return asIs(value).or(() -> asIs(Exact.canonical(value)));
    }

    private static Optional<Scaled> asIs(BigDecimal value) {
        boolean fits = value.precision() <= SURE_DIGITS && value.scale() >= 0 && value.scale() <= Exact.SCALE;
        return fits ? Optional.of(new Scaled(value.unscaledValue().longValue(), value.scale())) : Optional.empty();
    }
}
