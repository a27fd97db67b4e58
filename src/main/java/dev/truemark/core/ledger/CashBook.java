package dev.truemark.core.ledger;

import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cash balances per currency at the end of each day on which one changed (DEFINITIONS 12). A balance may be negative, and
 * stays listed when it returns to zero.
 */
public final class CashBook {
    /** Of a portfolio without cash, or whose cash is implied. */
    static final CashBook EMPTY = new CashBook(new TreeMap<>());

    private final NavigableMap<LocalDate, SortedMap<String, BigDecimal>> days;

    private CashBook(NavigableMap<LocalDate, SortedMap<String, BigDecimal>> days) {
        this.days = Collections.unmodifiableNavigableMap(days);
    }

    /** @param bookings in order */
    static CashBook of(List<Booking> bookings) {
        NavigableMap<LocalDate, SortedMap<String, BigDecimal>> days = new TreeMap<>();
        SortedMap<String, BigDecimal> running = new TreeMap<>();
        for (Booking booking : bookings) {
            if (booking.cash().isEmpty()) continue;
            for (CashEffect effect : booking.cash()) {
                running.merge(effect.currency(), Exact.canonical(effect.amount()), (a, b) -> Exact.canonical(a.add(b)));
            }
            days.put(booking.transaction().order().date(), Collections.unmodifiableSortedMap(new TreeMap<>(running)));
        }
        return new CashBook(days);
    }

    /** Every day on which a balance changed, ascending, with all balances at its end. */
    public NavigableMap<LocalDate, SortedMap<String, BigDecimal>> days() {
        return days;
    }

    /** Balances by currency at the end of {@code date}. */
    public SortedMap<String, BigDecimal> at(LocalDate date) {
        var day = days.floorEntry(date);
        return day == null ? Collections.emptySortedMap() : day.getValue();
    }

    /** Balances by currency after the last booking. */
    public SortedMap<String, BigDecimal> end() {
        return days.isEmpty() ? Collections.emptySortedMap() : days.lastEntry().getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CashBook book && days.equals(book.days);
    }

    @Override
    public int hashCode() {
        return days.hashCode();
    }

    @Override
    public String toString() {
        return "CashBook" + days;
    }
}
