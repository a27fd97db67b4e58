package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A correction of units or cost that no other transaction explains: it moves no cash and realises nothing. Units that are
 * added open a lot of the gross amount's cost; units that are taken leave by the cost method with their cost; a gross amount
 * alone is spread over the lots by their cost. Short positions are corrected by correcting their trades.
 */
final class Correction {
    private Correction() {}

    static Optional<Reason> book(Book book, Entry entry, Transaction t, Policy policy) {
        Optional<Reason> refusal = refusal(book, t);
        if (refusal.isPresent()) return refusal;
        book.be(t.currency());
        switch (t.quantity().signum()) {
            case 1 ->
                Trade.put(
                        book.lots(),
                        entry,
                        new OpenLot(
                                new LotId(t.key(), 0), t.order(), t.quantity(), t.gross(), entry.toBase(t.gross())));
            case -1 ->
                Delivery.take(
                        book, entry, Picking.choices(t, policy), t.quantity().negate());
            default -> spread(book.lots(), entry, t.gross());
        }
        return Optional.empty();
    }

    private static Optional<Reason> refusal(Book book, Transaction t) {
        OpenLots lots = book.lots();
        int units = t.quantity().signum();
        if (!lots.isEmpty() && !lots.isLong()) return Optional.of(Reason.OPPOSITE_SIDE);
        if (!lots.isEmpty() && !book.isIn(t.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        if (units == 0 && t.gross().signum() == 0) return Optional.of(Reason.INCOMPLETE_TERMS);
        if (units < 0 && t.gross().signum() != 0) return Optional.of(Reason.INCOMPLETE_TERMS);
        if (units < 0) {
            return Delivery.refusalOut(book, t.quantity().negate());
        }
        if (units == 0 && lots.isEmpty()) return Optional.of(Reason.NOTHING_HELD);
        BigDecimal cost = units > 0 ? t.gross() : lots.cost().add(t.gross());
        return cost.signum() < 0 ? Optional.of(Reason.COST_BELOW_ZERO) : Optional.empty();
    }

    private static void spread(OpenLots lots, Entry entry, BigDecimal amount) {
        boolean byCost = lots.cost().signum() > 0;
        Shares shares = new Shares(amount, entry.toBase(amount), byCost ? lots.cost() : lots.quantity());
        lots.changeEach((lot, change) -> {
            Shares.Part part = shares.next(byCost ? lot.cost() : lot.quantity());
            entry.adjusts(lot, BigDecimal.ZERO, part.amount(), part.amountBase());
            change.by(BigDecimal.ZERO, part.amount(), part.amountBase());
        });
    }
}
