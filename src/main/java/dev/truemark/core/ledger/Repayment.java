package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Principal of a bond that is paid back: at the end, by lot and cost method, or in parts, from every lot alike. Either way
 * cost leaves with the face repaid and the difference to the cash is realised; accrued interest is income.
 */
final class Repayment {
    private Repayment() {}

    /** The quantity told, else all of it, for the gross amount. */
    static Optional<Reason> redemption(Book book, Entry entry, Transaction t, Policy policy) {
        BigDecimal face = t.quantity().signum() == 0
                ? Exact.canonical(book.lots().quantity().abs())
                : t.quantity();
        Optional<Reason> refusal = refusal(book, t, face);
        if (refusal.isPresent()) return refusal;
        List<Terms.LotChoice> chosen = Picking.choices(t, policy);
        Optional<Reason> choice = Picking.refusal(book.lots(), chosen, face);
        if (choice.isPresent()) return choice;
        boolean isLong = book.lots().isLong();
        BigDecimal received = received(entry, t, policy, isLong);
        Trade.move(book, entry, t, isLong ? face.negate() : face, received.negate(), chosen);
        return Optional.empty();
    }

    /** The quantity told, else the ratio of what is held, else the gross amount, at par. */
    static Optional<Reason> amortization(Book book, Entry entry, Transaction t, Policy policy) {
        OpenLots lots = book.lots();
        BigDecimal held = Exact.canonical(lots.quantity().abs());
        BigDecimal face = t.quantity().signum() != 0
                ? t.quantity()
                : t.terms().ratio().map(held::multiply).orElse(t.gross());
        Optional<Reason> refusal = refusal(book, t, face);
        if (refusal.isPresent()) return refusal;
        if (face.signum() == 0) return Optional.of(Reason.INCOMPLETE_TERMS);
        boolean isLong = lots.isLong();
        BigDecimal received = received(entry, t, policy, isLong);
        BigDecimal out = isLong ? face.negate() : face;
        Shares units = new Shares(out, BaseAmount.ZERO, lots.quantity());
        Shares cash = new Shares(received, entry.toBase(received), lots.quantity());
        lots.changeEach((lot, change) -> {
            Shares.Part got = cash.next(lot.quantity());
            BigDecimal own = units.next(lot.quantity()).amount();
            Shares.Part cost = Trade.costOf(lot, own);
            entry.releases(lot, own, cost, got);
            change.by(own, cost.amount().negate(), cost.amountBase().negate());
        });
        return Optional.empty();
    }

    private static BigDecimal received(Entry entry, Transaction t, Policy policy, boolean isLong) {
        BigDecimal interest = isLong ? t.accruedInterest() : t.accruedInterest().negate();
        entry.income(interest);
        BigDecimal received = Issue.received(entry, t, policy, isLong);
        if (!isLong) entry.cash(t.gross().negate().subtract(t.charges()).add(interest));
        return received;
    }

    private static Optional<Reason> refusal(Book book, Transaction t, BigDecimal face) {
        OpenLots lots = book.lots();
        if (lots.isEmpty()) return Optional.of(Reason.NOTHING_HELD);
        if (!book.isIn(t.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        return face.compareTo(lots.quantity().abs()) > 0 ? Optional.of(Reason.INSUFFICIENT_QUANTITY) : Optional.empty();
    }
}
