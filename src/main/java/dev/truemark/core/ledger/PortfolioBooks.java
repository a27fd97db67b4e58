package dev.truemark.core.ledger;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The books of a whole portfolio.
 *
 * @param policies    how they were booked
 * @param cashTracked whether cash is kept; otherwise each trade's cash is an external flow and {@code cash} is empty
 *                    (DEFINITIONS 12), to be found in {@link Booking#cash}
 * @param books       by security id, that of {@code ""} holding what moves cash only
 * @param bookings    all of them, in the portfolio's order
 * @param cash        balances per currency, day by day
 */
public record PortfolioBooks(
        Policies policies,
        boolean cashTracked,
        SortedMap<String, BookResult> books,
        List<Booking> bookings,
        CashBook cash) {
    public PortfolioBooks {
        books = Collections.unmodifiableSortedMap(new TreeMap<>(books));
        bookings = List.copyOf(bookings);
    }

    /** The book of a security; empty if nothing ever happened to it. */
    public BookResult book(String securityId) {
        return books.getOrDefault(securityId, BookResult.EMPTY);
    }

    /** The lots of every foreign currency; none while cash is not tracked. */
    public SortedMap<String, BookResult> cashLots(String baseCurrency) {
        return cashTracked
                ? CashLots.of(CashLots.moves(bookings), baseCurrency, policies)
                : Collections.emptySortedMap();
    }

    /**
     * These books at the end of {@code date}: lots, positions, bookings and cash of the transactions up to it. Whether
     * cash is tracked is decided by all that is known, so it does not change with the date.
     */
    public PortfolioBooks asOf(LocalDate date) {
        if (bookings.isEmpty()
                || !bookings.getLast().transaction().order().date().isAfter(date)) return this;
        return PortfolioLedger.foldUpTo(date, bookings, policies, cashTracked);
    }
}
