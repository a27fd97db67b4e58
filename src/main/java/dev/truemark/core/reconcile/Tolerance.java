package dev.truemark.core.reconcile;

import java.math.BigDecimal;

/**
 * By how much books and statement may differ and still agree; each zero or more.
 *
 * @param quantity in units
 * @param cash     in the currency of the balance
 * @param cost     in the currency of the position
 */
public record Tolerance(BigDecimal quantity, BigDecimal cash, BigDecimal cost) {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** No difference of units; a cent of cash and of cost, since statements are rounded. */
    public static final Tolerance DEFAULT = new Tolerance(BigDecimal.ZERO, CENT, CENT);

    public Tolerance {
        if (quantity.signum() < 0 || cash.signum() < 0 || cost.signum() < 0) {
            throw new IllegalArgumentException("a tolerance is not negative");
        }
    }

    BigDecimal of(Difference.Figure figure) {
        return switch (figure) {
            case QUANTITY -> quantity;
            case CASH -> cash;
            case COST -> cost;
        };
    }
}
