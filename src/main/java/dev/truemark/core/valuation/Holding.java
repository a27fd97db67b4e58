package dev.truemark.core.valuation;

import dev.truemark.core.ledger.BookState;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the books say of one security at the moment of valuation.
 *
 * @param currency of the position; {@code cost} and {@code income} are in it
 * @param quantity units held, negative when short, zero when closed
 * @param cost     total cost of {@code quantity} units, negative when short
 * @param costBase the same in base currency at the rates of the trade dates
 * @param income   net income received so far
 * @param basisEstimated whether a market value stands in for some of {@code cost} (DEFINITIONS 11)
 */
public record Holding(
        String securityId,
        String currency,
        BigDecimal quantity,
        BigDecimal cost,
        BaseAmount costBase,
        BigDecimal income,
        BaseAmount incomeBase,
        boolean basisEstimated) {

    /** One whose cost is known. */
    public Holding(
            String securityId,
            String currency,
            BigDecimal quantity,
            BigDecimal cost,
            BaseAmount costBase,
            BigDecimal income,
            BaseAmount incomeBase) {
        this(securityId, currency, quantity, cost, costBase, income, incomeBase, false);
    }

    public static Holding of(String securityId, BookState book) {
        return new Holding(
                securityId,
                book.currency(),
                book.quantity(),
                book.cost(),
                book.costBase(),
                book.income(),
                book.incomeBase(),
                book.basisEstimated());
    }

    public boolean isOpen() {
        return quantity.signum() != 0;
    }

    /** Cost per unit, to 18 decimals; empty when nothing is held. */
    public Optional<BigDecimal> averageCost() {
        return isOpen() ? Optional.of(Exact.divide(cost, quantity)) : Optional.empty();
    }

    /** Cost that prices have yet to earn back: cost less income received (DEFINITIONS 10). */
    public BigDecimal breakEvenCost() {
        return cost.subtract(income);
    }
}
