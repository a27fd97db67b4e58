package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.CashEffect;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.reconcile.Difference.Figure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first statement that does not agree.
 *
 * @param day   its position among the statements
 * @param units lacking, by security
 * @param cash  lacking, by currency
 * @param cost  lacking, by security
 */
record Parting(
        Books books,
        int day,
        SortedMap<String, BigDecimal> units,
        SortedMap<String, BigDecimal> cash,
        SortedMap<String, BigDecimal> cost) {

    /** Empty where every statement agrees. */
    static Optional<Parting> of(Books books) {
        if (books.differences().isEmpty()) return Optional.empty();
        LocalDate first = books.differences().getFirst().date();
        List<Difference> there =
                books.differences().stream().filter(d -> d.date().equals(first)).toList();
        int day = books.dates().indexOf(first);
        return Optional.of(new Parting(
                books, day, lacking(there, Figure.QUANTITY), lacking(there, Figure.CASH), lacking(there, Figure.COST)));
    }

    private static SortedMap<String, BigDecimal> lacking(List<Difference> there, Figure figure) {
        SortedMap<String, BigDecimal> by = new TreeMap<>();
        for (Difference each : there) {
            if (each.figure() == figure) by.put(each.subject(), each.lacking());
        }
        return Collections.unmodifiableSortedMap(by);
    }

    LocalDate date() {
        return books.dates().get(day);
    }

    Optional<LocalDate> agreedUpTo() {
        return day == 0 ? Optional.empty() : Optional.of(books.dates().get(day - 1));
    }

    /** The last earlier statement that said something of a security, or of {@code ""} of cash. */
    Optional<LocalDate> lastWordOn(String security) {
        for (int i = day - 1; i >= 0; i--) {
            boolean said = security.isEmpty()
                    ? books.judge().judgesCash(i)
                    : books.judge().statement(i).position(security).isPresent();
            if (said) return Optional.of(books.dates().get(i));
        }
        return Optional.empty();
    }

    /** Whether a mistake in {@code t} where it stands would show at this statement and at none before. */
    boolean spans(Transaction t) {
        LocalDate date = t.order().date();
        boolean late = lastWordOn(subject(t)).map(date::isAfter).orElse(true);
        return late && !date.isAfter(date());
    }

    private String subject(Transaction t) {
        return units.isEmpty() && cost.isEmpty() ? "" : t.securityId();
    }

    /** Whether it moves a security of which units are lacking, or, where none are, exactly the cash that is lacking. */
    boolean concerns(Booking booking) {
        Transaction t = booking.transaction();
        if (!units.isEmpty()) {
            return units.containsKey(t.securityId())
                    || t.target().map(units::containsKey).orElse(false);
        }
        return booking.cash().stream().anyMatch(this::isLacking);
    }

    private boolean isLacking(CashEffect effect) {
        BigDecimal lacking = cash.get(effect.currency());
        if (lacking == null) return false;
        BigDecimal off = lacking.abs().subtract(effect.amount().abs()).abs();
        return off.compareTo(books.judge().tolerance(Figure.CASH)) <= 0;
    }

    /** The last statement from this on at which what {@code t} moves still differs. */
    int lastDayOf(Transaction t) {
        int last = day;
        while (last + 1 < books.dates().size() && differs(last + 1, t)) last++;
        return last;
    }

    private boolean differs(int at, Transaction t) {
        LocalDate date = books.dates().get(at);
        return books.differences().stream()
                .anyMatch(d -> d.date().equals(date)
                        && (units.isEmpty()
                                ? d.figure() == Figure.CASH && cash.containsKey(d.subject())
                                : d.figure() == Figure.QUANTITY && d.subject().equals(t.securityId())));
    }
}
