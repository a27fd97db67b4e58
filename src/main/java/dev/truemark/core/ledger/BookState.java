package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The book of one security in one portfolio between two transactions; enough to go on booking from there.
 *
 * @param currency of the position, that of its first transaction; empty before it
 * @param lots     open lots in order of opening
 * @param realized gains so far, in {@code currency}
 * @param income   net income received so far
 * @param last     order of the newest transaction booked
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

    public BaseAmount costBase() {
        return lots.stream().map(Lot::costBase).reduce(BaseAmount.ZERO, BaseAmount::plus);
    }
}
