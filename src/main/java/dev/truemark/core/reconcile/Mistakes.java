package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.CashEffect;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.reconcile.Candidate.Evidence;
import dev.truemark.core.reconcile.Candidate.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Mistakes in what is booked: one too many, on the wrong day, or of the wrong sign. */
final class Mistakes {
    /** Two alike bookings further apart are two. */
    private static final int TWIN_DAYS = 7;

    /** A settlement or a weekend may put a trade on the other side of a statement. */
    private static final int NEAR_DAYS = 5;

    private final Parting parting;
    private final Trials trials;

    Mistakes(Parting parting, Trials trials) {
        this.parting = parting;
        this.trials = trials;
    }

    /** What makes two transactions alike. */
    private record Likeness(
            TransactionType type, String security, BigDecimal quantity, String currency, BigDecimal gross) {
        static Likeness of(Transaction t) {
            return new Likeness(
                    t.type(),
                    t.securityId(),
                    t.quantity().stripTrailingZeros(),
                    t.currency(),
                    t.gross().stripTrailingZeros());
        }
    }

    void look() {
        Map<Likeness, List<Transaction>> alike = new HashMap<>();
        List<Booking> bookings = parting.books().bookings();
        for (Booking each : bookings) {
            alike.computeIfAbsent(Likeness.of(each.transaction()), any -> new ArrayList<>())
                    .add(each.transaction());
        }
        for (Booking each : bookings) {
            if (!parting.concerns(each)) continue;
            Transaction t = each.transaction();
            boolean counts = each.status() != Booking.Status.REJECTED;
            if (counts && parting.spans(t)) {
                removed(each, alike.get(Likeness.of(t)));
                later(each);
            }
            if (t.order().date().isAfter(parting.date())) earlier(each);
        }
        for (Booking each : bookings) {
            if (parting.spans(each.transaction())) sign(each);
        }
    }

    private void removed(Booking booking, List<Transaction> alike) {
        Transaction t = booking.transaction();
        Optional<Trials.Outcome> outcome = trials.of(Edit.remove(t));
        if (outcome.isEmpty()) return;
        Optional<Transaction> twin = alike.stream()
                .filter(other -> !other.key().equals(t.key()) && daysApart(other, t) <= TWIN_DAYS)
                .min(java.util.Comparator.comparingLong(other -> daysApart(other, t)));
        Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
        twin.ifPresent(
                other -> evidence.add(daysApart(other, t) == 0 ? Evidence.TWIN_ON_THE_SAME_DAY : Evidence.TWIN_NEARBY));
        Kind kind = twin.isPresent() ? Kind.DOUBLED : Kind.ADDITIONAL;
        keep(kind, booking, twin.map(Transaction::key), t, Optional.empty(), Optional.empty(), evidence, outcome.get());
    }

    private static long daysApart(Transaction a, Transaction b) {
        return Math.abs(a.order().date().toEpochDay() - b.order().date().toEpochDay());
    }

    /** Booked before the statement, which the broker did not know of yet: on the first or last day that fits the later ones. */
    private void later(Booking booking) {
        List<LocalDate> dates = parting.books().dates();
        int last = parting.lastDayOf(booking.transaction());
        Set<LocalDate> days = new java.util.TreeSet<>();
        days.add(parting.date().plusDays(1));
        for (int day = last; day <= Math.min(last + 1, dates.size() - 1); day++)
            days.add(dates.get(day).plusDays(1));
        if (last + 1 < dates.size()) days.add(dates.get(last + 1));
        shifted(booking, days);
    }

    /** Booked after the statement, though the broker knew of it then. */
    private void earlier(Booking booking) {
        Set<LocalDate> days = new java.util.TreeSet<>();
        days.add(parting.date());
        parting.lastWordOn(booking.transaction().securityId()).ifPresent(date -> days.add(date.plusDays(1)));
        shifted(booking, days);
    }

    /** The day that leaves least unexplained. */
    private void shifted(Booking booking, Set<LocalDate> days) {
        Transaction best = null;
        Trials.Outcome least = null;
        for (LocalDate day : days) {
            if (least != null && least.unexplained() == 0) break;
            Transaction moved = Mended.dated(booking.transaction(), day);
            Trials.Outcome outcome =
                    trials.of(Edit.replace(booking.transaction(), moved)).orElse(null);
            if (outcome == null || least != null && outcome.unexplained() >= least.unexplained()) continue;
            best = moved;
            least = outcome;
        }
        if (best != null) shifted(booking, best, least);
    }

    private void shifted(Booking booking, Transaction moved, Trials.Outcome outcome) {
        LocalDate booked = booking.transaction().order().date();
        LocalDate day = moved.order().date();
        Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
        LocalDate latest = booked.isAfter(day) ? booked : day;
        boolean stated = !parting.books().dates().getLast().isBefore(latest);
        if (stated && outcome.unexplained() == 0) evidence.add(Evidence.GONE_LATER);
        if (Math.abs(booked.toEpochDay() - day.toEpochDay()) <= NEAR_DAYS) evidence.add(Evidence.NEAR_THE_STATEMENT);
        keep(Kind.SHIFTED, booking, Optional.empty(), moved, after(day), upTo(day), evidence, outcome);
    }

    /** The day after the statement before {@code day}. */
    private Optional<LocalDate> after(LocalDate day) {
        return parting.books().dates().stream()
                .filter(each -> each.isBefore(day))
                .reduce((one, other) -> other)
                .map(each -> each.plusDays(1));
    }

    /** The statement on or after {@code day}. */
    private Optional<LocalDate> upTo(LocalDate day) {
        return parting.books().dates().stream()
                .filter(each -> !each.isBefore(day))
                .findFirst();
    }

    private void sign(Booking booking) {
        Transaction t = booking.transaction();
        boolean concerns = parting.units().containsKey(t.securityId())
                || parting.units().isEmpty() && t.securityId().isEmpty() && isTwice(booking);
        Optional<TransactionType> opposite = Mended.opposite(t.type());
        if (!concerns || opposite.isEmpty()) return;
        Transaction turned = Mended.typed(t, opposite.get());
        trials.of(Edit.replace(t, turned))
                .ifPresent(outcome -> keep(
                        Kind.WRONG_SIGN,
                        booking,
                        Optional.empty(),
                        turned,
                        Optional.empty(),
                        Optional.empty(),
                        EnumSet.noneOf(Evidence.class),
                        outcome));
    }

    private boolean isTwice(Booking booking) {
        return booking.cash().stream().anyMatch(effect -> {
            BigDecimal lacking = parting.cash().get(effect.currency());
            return lacking != null && lacking.signum() == -effect.amount().signum();
        });
    }

    private void keep(
            Kind kind,
            Booking booking,
            Optional<TransactionKey> twin,
            Transaction is,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Set<Evidence> evidence,
            Trials.Outcome outcome) {
        Transaction t = booking.transaction();
        Optional<CashEffect> cash = booking.cash().stream().findFirst();
        boolean turned = kind == Kind.WRONG_SIGN;
        Candidate candidate = new Candidate(
                kind,
                Optional.of(t.key()),
                twin,
                List.of(is.type()),
                t.securityId(),
                t.quantity().signum() == 0 ? Optional.empty() : Optional.of(t.quantity()),
                turned ? "" : cash.map(CashEffect::currency).orElse(""),
                turned ? Optional.empty() : cash.map(CashEffect::amount),
                Optional.empty(),
                Optional.empty(),
                from,
                to,
                evidence,
                outcome.explained(),
                outcome.unexplained());
        trials.keep(candidate, t.order().date());
    }
}
