package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.LotEvent.Kind;
import dev.truemark.core.ledger.Policy.Oversell;
import dev.truemark.core.ledger.Terms.LotChoice;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Buys and sales (DEFINITIONS 7 to 9). Both close what is open on the other side first, and only the rest opens: a sale
 * takes long lots before it opens a short one, a buy covers short lots before it opens a long one. So a position is never
 * long and short at once.
 */
final class Trade {
    private Trade() {}

    static Optional<Reason> book(Book book, Entry entry, Transaction t, Policy policy) {
        List<LotChoice> chosen = Picking.choices(t, policy);
        Optional<Reason> refusal =
                refusal(book, t, policy).or(() -> Picking.refusal(book.lots(), chosen, t.quantity()));
        if (refusal.isPresent()) return refusal;
        book.be(t.currency());
        BigDecimal charges = policy.feesInCost() ? t.charges() : BigDecimal.ZERO;
        if (buys(t.type())) {
            entry.income(t.accruedInterest().negate());
            move(book, entry, t, t.quantity(), t.gross().add(charges), chosen);
        } else {
            BigDecimal proceeds = t.gross().subtract(charges);
            entry.proceeds(proceeds);
            entry.income(t.accruedInterest());
            move(book, entry, t, t.quantity().negate(), proceeds.negate(), chosen);
        }
        return Optional.empty();
    }

    /** A subscription to new units of a security is a buy. */
    private static boolean buys(TransactionType type) {
        return type == TransactionType.BUY
                || type == TransactionType.BUY_TO_COVER
                || type == TransactionType.RIGHTS_ISSUE;
    }

    private static Optional<Reason> refusal(Book book, Transaction t, Policy policy) {
        if (t.securityId().isEmpty()) return Optional.of(Reason.UNSUPPORTED_TYPE);
        if (t.quantity().signum() == 0) return Optional.of(Reason.INCOMPLETE_TERMS);
        OpenLots lots = book.lots();
        if (!lots.isEmpty() && !book.isIn(t.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        boolean mayOpen = t.type() == TransactionType.BUY
                || t.type() == TransactionType.RIGHTS_ISSUE
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
    static void move(Book book, Entry entry, Transaction t, BigDecimal units, BigDecimal paid, List<LotChoice> chosen) {
        Shares shares = new Shares(paid, entry.toBase(paid), units);
        OpenLots lots = book.lots();
        BigDecimal left = Picking.take(
                lots,
                chosen,
                units,
                (lot, slice) ->
                        close(lots, entry, lot, slice, shares.next(slice).negate()));
        if (left.signum() != 0) open(lots, entry, t, left, shares.next(left));
    }

    private static void close(OpenLots lots, Entry entry, OpenLot lot, BigDecimal units, Shares.Part received) {
        Shares.Part released = costOf(lot, units);
        entry.releases(lot, units, released, received);
        lots.changeOne(
                lot, units, released.amount().negate(), released.amountBase().negate());
    }

    /** The cost that leaves a lot with {@code units}, which have the other sign. */
    static Shares.Part costOf(OpenLot lot, BigDecimal units) {
        BigDecimal taken = units.negate();
        return new Shares.Part(
                Exact.share(lot.cost(), taken, lot.quantity()), lot.costBase().share(taken, lot.quantity()));
    }

    private static void open(OpenLots lots, Entry entry, Transaction t, BigDecimal units, Shares.Part paid) {
        OpenLot lot = new OpenLot(new LotId(t.key(), 0), t.order(), units, paid.amount(), paid.amountBase());
        put(lots, entry, lot);
    }

    /** Opens {@code lot}, or joins it to the pool. */
    static void put(OpenLots lots, Entry entry, OpenLot lot) {
        if (lots.joinsPool()) {
            OpenLot pool = lots.next();
            lots.estimated(pool, lot.isBasisEstimated());
            entry.opens(Kind.ADD, pool, lot.quantity(), lot.cost(), lot.costBase());
            lots.changeOne(pool, lot.quantity(), lot.cost(), lot.costBase());
            return;
        }
        entry.opens(Kind.OPEN, lot, lot.quantity(), lot.cost(), lot.costBase());
        lots.open(lot);
    }
}
