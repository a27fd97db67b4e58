package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.money.Exact;
import dev.truemark.core.reconcile.Candidate.Evidence;
import dev.truemark.core.reconcile.Candidate.Kind;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Slips of the hand in what is booked: another quantity, another amount, another security. */
final class Slips {
    private static final BigDecimal PRICE_TOLERANCE = new BigDecimal("0.0001");

    private final Parting parting;
    private final Trials trials;
    private final Prices prices;

    Slips(Parting parting, Trials trials) {
        this.parting = parting;
        this.trials = trials;
        this.prices = new Prices(parting.books().bookings());
    }

    void look() {
        for (Booking each : parting.books().bookings()) {
            Transaction t = each.transaction();
            if (!parting.spans(t)) continue;
            if (parting.units().containsKey(t.securityId())) quantity(each);
            else if (parting.units().isEmpty() && parting.cash().containsKey(t.currency())) amount(t);
            security(each);
        }
    }

    /** A booking that was rejected has had no effect yet, so that all of it is lacking. */
    private void quantity(Booking booking) {
        Transaction t = booking.transaction();
        int sign = Mended.unitsSign(t.type());
        if (sign == 0 || t.quantity().signum() == 0) return;
        boolean rejected = booking.status() == Booking.Status.REJECTED;
        BigDecimal lacking = parting.units().get(t.securityId());
        BigDecimal more = sign < 0 ? lacking.negate() : lacking;
        BigDecimal quantity = rejected ? more : t.quantity().add(more);
        BigDecimal gross = grossOf(t, rejected);
        if (quantity.signum() <= 0 || gross.signum() < 0) return;
        Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
        Digits.slip(t.quantity(), quantity).ifPresent(evidence::add);
        boolean moved = gross.compareTo(t.gross()) != 0;
        if (moved && samePrice(t, quantity, gross)) evidence.add(Evidence.PRICE_KEPT);
        boolean plausible = moved ? evidence.contains(Evidence.PRICE_KEPT) : !evidence.isEmpty();
        if (plausible) kept(Kind.WRONG_QUANTITY, t, Mended.sized(t, quantity, gross), evidence);
    }

    /** What the gross amount would have to be, if the lacking cash of its currency is all its fault. */
    private BigDecimal grossOf(Transaction t, boolean rejected) {
        BigDecimal cash = parting.cash().getOrDefault(t.currency(), BigDecimal.ZERO);
        int sign = Mended.cashSign(t);
        if (sign == 0) return t.gross();
        BigDecimal more = sign < 0 ? cash.negate() : cash;
        if (!rejected) return t.gross().add(more);
        BigDecimal charges = t.fees().add(t.taxes());
        return sign < 0 ? more.subtract(charges) : more.add(charges);
    }

    private static boolean samePrice(Transaction t, BigDecimal quantity, BigDecimal gross) {
        BigDecimal before = Exact.divide(t.gross(), t.quantity());
        BigDecimal after = Exact.divide(gross, quantity);
        return before.subtract(after).abs().compareTo(before.multiply(PRICE_TOLERANCE)) <= 0;
    }

    private void amount(Transaction t) {
        if (Mended.cashSign(t) == 0) return;
        BigDecimal gross = grossOf(t, false);
        if (gross.signum() <= 0 || gross.compareTo(t.gross()) == 0) return;
        Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
        Digits.slip(t.gross(), gross).ifPresent(evidence::add);
        boolean priced = t.quantity().signum() > 0;
        if (evidence.isEmpty() && priced) {
            Digits.slip(Exact.divide(t.gross(), t.quantity()), Exact.divide(gross, t.quantity()))
                    .ifPresent(evidence::add);
        }
        if (evidence.isEmpty()) return;
        if (priced && prices.isNearer(t, gross)) evidence.add(Evidence.PRICE_LIKE_THE_OTHERS);
        kept(Kind.WRONG_AMOUNT, t, Mended.sized(t, t.quantity(), gross), evidence);
    }

    /** Units that one security lacks and another has too many of, or could not give up. */
    private void security(Booking booking) {
        Transaction t = booking.transaction();
        boolean rejected = booking.status() == Booking.Status.REJECTED;
        boolean here = parting.units().containsKey(t.securityId());
        if (Mended.unitsSign(t.type()) == 0
                || !rejected && (!here || parting.units().size() < 2)) return;
        for (String other : parting.units().keySet()) {
            if (other.equals(t.securityId())) continue;
            kept(Kind.WRONG_SECURITY, t, Mended.of(t, other), EnumSet.noneOf(Evidence.class));
        }
    }

    private void kept(Kind kind, Transaction t, Transaction mended, Set<Evidence> evidence) {
        Optional<Trials.Outcome> outcome = trials.of(Edit.replace(t, mended));
        if (outcome.isEmpty()) return;
        int sign = Mended.cashSign(mended);
        BigDecimal charges = mended.fees().add(mended.taxes()).add(mended.withholdingTax());
        boolean moves = sign != 0;
        trials.keep(
                new Candidate(
                        kind,
                        Optional.of(t.key()),
                        Optional.empty(),
                        List.of(t.type()),
                        mended.securityId(),
                        mended.quantity().signum() == 0 ? Optional.empty() : Optional.of(mended.quantity()),
                        moves ? mended.currency() : "",
                        moves
                                ? Optional.of((sign < 0 ? mended.gross().negate() : mended.gross()).subtract(charges))
                                : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        evidence,
                        outcome.get().explained(),
                        outcome.get().unexplained()),
                t.order().date());
    }
}
