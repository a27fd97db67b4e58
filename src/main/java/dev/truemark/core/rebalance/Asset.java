package dev.truemark.core.rebalance;

import java.math.BigDecimal;

/**
 * A security that is held, or may be bought. A long position is never sold short, and a short one never grows.
 *
 * @param line      number of the line that it belongs to
 * @param quantity  units held
 * @param value     what they are worth, in base currency
 * @param unitValue of one unit more or less, in base currency; what is worth nothing is not traded
 * @param step      units are traded in whole multiples of it; positive
 */
public record Asset(
        String securityId,
        int line,
        BigDecimal quantity,
        BigDecimal value,
        BigDecimal unitValue,
        BigDecimal step,
        boolean mayBuy,
        boolean maySell) {
    public Asset {
        if (step.signum() <= 0) throw new IllegalArgumentException("a step must be positive: " + step);
    }
}
