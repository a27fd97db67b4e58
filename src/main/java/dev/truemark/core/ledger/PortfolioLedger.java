package dev.truemark.core.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Books a whole portfolio from its transactions alone: the cold way, which incremental booking must equal. */
public final class PortfolioLedger {
    private PortfolioLedger() {}

    /**
     * Books {@code transactions}, the newest revision of each, in whatever order they come.
     *
     * @throws IllegalArgumentException if a transaction occurs twice
     */
    public static PortfolioBooks book(Collection<Transaction> transactions, Policy policy) {
        return book(transactions, Policies.of(policy));
    }

    /** As the other, under policies that change with the date and differ by security. */
    public static PortfolioBooks book(Collection<Transaction> transactions, Policies policies) {
        Set<TransactionKey> keys = new HashSet<>();
        for (Transaction t : transactions) {
            if (!keys.add(t.key())) throw new IllegalArgumentException("a transaction occurs twice: " + t.key());
        }
        boolean cashTracked = policies.own().tracksCash(transactions.stream().anyMatch(Transaction::isCashFlow));
        return fold(transactions, policies, cashTracked);
    }

    /** The books at the end of {@code date}, the way of keeping cash being given. */
    static PortfolioBooks foldUpTo(LocalDate date, List<Booking> bookings, Policies policies, boolean cashTracked) {
        List<Transaction> upTo = bookings.stream()
                .map(Booking::transaction)
                .filter(t -> !t.order().date().isAfter(date))
                .toList();
        return fold(upTo, policies, cashTracked);
    }

    private static PortfolioBooks fold(Collection<Transaction> transactions, Policies policies, boolean cashTracked) {
        List<Transaction> sorted = new ArrayList<>(transactions);
        sorted.sort(Comparator.comparing(Transaction::order));
        SortedMap<String, BookResult> books = PositionLedger.bookAll(Map.of(), sorted, policies);
        List<Booking> bookings = new ArrayList<>(sorted.size());
        books.values().forEach(book -> bookings.addAll(book.bookings()));
        bookings.sort(Comparator.comparing(booking -> booking.transaction().order()));
        CashBook cash = cashTracked ? CashBook.of(bookings) : CashBook.EMPTY;
        return new PortfolioBooks(policies, cashTracked, books, bookings, cash);
    }
}
