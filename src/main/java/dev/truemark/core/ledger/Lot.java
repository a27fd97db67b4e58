package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;

/**
 * Units of one security opened together and still open. Under {@code AVERAGE} the whole position is one lot, opened by
 * the first buy.
 *
 * @param opened   order of the transaction that opened it; decides FIFO order and the holding period
 * @param quantity units still open, negative for a short lot, never zero: a consumed lot leaves its book
 * @param cost     total cost of {@code quantity} in the currency of the position; negative for a short lot
 * @param costBase the same at the rates of the trade dates, in base currency
 * @param basisEstimated whether some of {@code cost} is a market value at which units were delivered without history
 */
public record Lot(
        LotId id, OrderKey opened, BigDecimal quantity, BigDecimal cost, BaseAmount costBase, boolean basisEstimated) {
    public Lot {
        if (quantity.signum() == 0) throw new IllegalArgumentException("a lot has units");
    }

    /** A lot whose cost is known. */
    public Lot(LotId id, OrderKey opened, BigDecimal quantity, BigDecimal cost, BaseAmount costBase) {
        this(id, opened, quantity, cost, costBase, false);
    }

    public boolean isShort() {
        return quantity.signum() < 0;
    }
}
