package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The book of one security in one portfolio between two transactions; enough to go on booking from there.
 *
 * @param currency of the position: that of its first transaction that counts, or of the trade that opened it again from
 *                 flat; empty before it, and always without a security
 * @param lots     open lots in order of opening, all long or all short
 * @param realized gains so far, in {@code currency}; zero without a security, and counted anew when the currency changes
 * @param income   net income received so far, likewise
 * @param last     order of the newest transaction booked or rejected
 */
public record BookState(
        String currency,
        List<Lot> lots,
        BigDecimal realized,
        BaseAmount realizedBase,
        BigDecimal income,
        BaseAmount incomeBase,
        Optional<OrderKey> last) {
    public static final BookState EMPTY = new BookState(
            "", List.of(), BigDecimal.ZERO, BaseAmount.ZERO, BigDecimal.ZERO, BaseAmount.ZERO, Optional.empty());

    public BookState {
        lots = List.copyOf(lots);
    }

    public BigDecimal quantity() {
        return lots.stream().map(Lot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal cost() {
        return lots.stream().map(Lot::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether the cost of an open lot is an estimate, see {@link Lot#basisEstimated}. */
    public boolean basisEstimated() {
        return lots.stream().anyMatch(Lot::basisEstimated);
    }

    public BaseAmount costBase() {
        return lots.stream().map(Lot::costBase).reduce(BaseAmount.ZERO, BaseAmount::plus);
    }
}
