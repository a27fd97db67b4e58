package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.LotEvent.Kind;
import dev.truemark.core.ledger.Policy.Oversell;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Buys and sales (DEFINITIONS 7 to 9). Both close what is open on the other side first, and only the rest opens: a sale
 * takes long lots before it opens a short one, a buy covers short lots before it opens a long one. So a position is never
 * long and short at once.
 */
final class Trade {
    private Trade() {}

    static Optional<Reason> book(Book book, Entry entry, Transaction t, Policy policy) {
        Optional<Reason> refusal = refusal(book, t, policy);
        if (refusal.isPresent()) return refusal;
        book.be(t.currency());
        BigDecimal charges = policy.feesInCost() ? t.charges() : BigDecimal.ZERO;
        if (buys(t.type())) {
            entry.income(t.accruedInterest().negate());
            move(book, entry, t, t.quantity(), t.gross().add(charges));
        } else {
            BigDecimal proceeds = t.gross().subtract(charges);
            entry.proceeds(proceeds);
            entry.income(t.accruedInterest());
            move(book, entry, t, t.quantity().negate(), proceeds.negate());
        }
        return Optional.empty();
    }

    private static boolean buys(TransactionType type) {
        return type == TransactionType.BUY || type == TransactionType.BUY_TO_COVER;
    }

    private static Optional<Reason> refusal(Book book, Transaction t, Policy policy) {
        if (t.securityId().isEmpty()) return Optional.of(Reason.UNSUPPORTED_TYPE);
        OpenLots lots = book.lots();
        if (!lots.isEmpty() && !book.isIn(t.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        boolean mayOpen = t.type() == TransactionType.BUY
                || t.type() == TransactionType.SELL_SHORT
                || policy.oversell() == Oversell.ALLOW_SHORT;
        if (mayOpen) return Optional.empty();
        if (lots.isEmpty() || lots.isLong() == buys(t.type())) return Optional.of(Reason.NOTHING_HELD);
        return t.quantity().compareTo(lots.quantity().abs()) > 0
                ? Optional.of(Reason.INSUFFICIENT_QUANTITY)
                : Optional.empty();
    }

    /**
     * Closes and opens lots.
     *
     * @param units bought, negative when sold
     * @param paid  for them in all, negative when received; given out over the slices by units
     */
    private static void move(Book book, Entry entry, Transaction t, BigDecimal units, BigDecimal paid) {
        Shares shares = new Shares(paid, entry.toBase(paid), units);
        BigDecimal left = units;
        while (left.signum() != 0 && closes(book.lots(), left)) {
            OpenLot lot = book.lots().next();
            BigDecimal slice = closing(left, lot.quantity());
            close(book.lots(), entry, lot, slice, shares.next(slice).negate());
            left = left.subtract(slice);
        }
        if (left.signum() != 0) open(book.lots(), entry, t, left, shares.next(left));
    }

    private static boolean closes(OpenLots lots, BigDecimal units) {
        return !lots.isEmpty() && lots.quantity().signum() != units.signum();
    }

    /** As much of {@code units} as the lot has, with the sign of {@code units}. */
    private static BigDecimal closing(BigDecimal units, BigDecimal held) {
        return units.abs().compareTo(held.abs()) <= 0 ? units : held.negate();
    }

    private static void close(OpenLots lots, Entry entry, OpenLot lot, BigDecimal units, Shares.Part received) {
        BigDecimal taken = units.negate();
        Shares.Part released = new Shares.Part(
                Exact.share(lot.cost(), taken, lot.quantity()), lot.costBase().share(taken, lot.quantity()));
        entry.releases(lot, units, released, received);
        lots.changeNext(units, released.amount().negate(), released.amountBase().negate());
    }

    private static void open(OpenLots lots, Entry entry, Transaction t, BigDecimal units, Shares.Part paid) {
        if (lots.joinsPool()) {
            entry.opens(Kind.ADD, lots.next(), units, paid.amount(), paid.amountBase());
            lots.changeNext(units, paid.amount(), paid.amountBase());
            return;
        }
        OpenLot lot = new OpenLot(new LotId(t.key(), 0), t.order(), units, paid.amount(), paid.amountBase());
        entry.opens(Kind.OPEN, lot, units, paid.amount(), paid.amountBase());
        lots.open(lot);
    }
}
