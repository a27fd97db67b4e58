package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Terms.GivenLot;
import dev.truemark.core.ledger.Terms.LotChoice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Securities that come or go without being traded (DEFINITIONS 11): their cost comes and goes with them, and nothing is
 * realised. Only long positions are delivered.
 */
final class Delivery {
    private Delivery() {}

    /** With the lots told, dates and cost; without them at their market value, told as the gross amount or found, as an estimated cost. */
    static Optional<Reason> in(Book book, Entry entry, Transaction t) {
        Optional<Reason> refusal = refusalIn(book, t);
        if (refusal.isPresent()) return refusal;
        book.be(t.currency());
        List<GivenLot> given = t.terms().given();
        if (given.isEmpty()) {
            BigDecimal cost = t.arrivalCost();
            OpenLot lot = new OpenLot(new LotId(t.key(), 0), t.order(), t.quantity(), cost, entry.toBase(cost));
            lot.estimated(true);
            Trade.put(book.lots(), entry, lot);
        }
        for (int i = 0; i < given.size(); i++) Trade.put(book.lots(), entry, lot(given.get(i), i, entry, t));
        return Optional.empty();
    }

    private static Optional<Reason> refusalIn(Book book, Transaction t) {
        if (t.quantity().signum() == 0) return Optional.of(Reason.INCOMPLETE_TERMS);
        OpenLots lots = book.lots();
        if (!lots.isEmpty() && !book.isIn(t.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        if (!lots.isEmpty() && !lots.isLong()) return Optional.of(Reason.OPPOSITE_SIDE);
        List<GivenLot> given = t.terms().given();
        if (given.isEmpty())
            return t.arrivalCost().signum() == 0 ? Optional.of(Reason.BASIS_UNKNOWN) : Optional.empty();
        BigDecimal units = given.stream().map(GivenLot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        return units.compareTo(t.quantity()) == 0 ? Optional.empty() : Optional.of(Reason.LOTS_MISMATCH);
    }

    private static OpenLot lot(GivenLot given, int ordinal, Entry entry, Transaction t) {
        OrderKey opened = given.openedOn()
                .map(date -> OrderKey.dateOnly(date, TransactionType.BUY, t.key()))
                .orElse(t.order());
        OpenLot lot = new OpenLot(
                new LotId(t.key(), ordinal),
                opened,
                given.quantity(),
                given.cost(),
                given.costBase().orElseGet(() -> entry.toBase(given.cost())));
        lot.estimated(given.estimated());
        return lot;
    }

    static Optional<Reason> out(Book book, Entry entry, Transaction t, Policy policy) {
        if (t.quantity().signum() == 0) return Optional.of(Reason.INCOMPLETE_TERMS);
        List<LotChoice> chosen = Picking.choices(t, policy);
        Optional<Reason> refusal = refusalOut(book, t.quantity())
                .or(() -> foreign(book, t))
                .or(() -> Picking.refusal(book.lots(), chosen, t.quantity()));
        if (refusal.isPresent()) return refusal;
        take(book, entry, chosen, t.quantity());
        return Optional.empty();
    }

    private static Optional<Reason> foreign(Book book, Transaction t) {
        return book.isIn(t.currency()) ? Optional.empty() : Optional.of(Reason.CURRENCY_MISMATCH);
    }

    static Optional<Reason> refusalOut(Book book, BigDecimal units) {
        OpenLots lots = book.lots();
        if (lots.isEmpty() || !lots.isLong()) return Optional.of(Reason.NOTHING_HELD);
        return units.compareTo(lots.quantity()) > 0 ? Optional.of(Reason.INSUFFICIENT_QUANTITY) : Optional.empty();
    }

    /** Takes units of long lots with their cost, without a gain. */
    static void take(Book book, Entry entry, List<LotChoice> chosen, BigDecimal units) {
        Picking.take(book.lots(), chosen, units.negate(), (lot, slice) -> {
            Shares.Part cost = Trade.costOf(lot, slice);
            BigDecimal out = cost.amount().negate();
            entry.adjusts(lot, slice, out, cost.amountBase().negate());
            book.lots().changeOne(lot, slice, out, cost.amountBase().negate());
        });
    }
}
