package dev.truemark.valuation;

import dev.truemark.core.valuation.Staleness;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksHead;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The history of a portfolio under one knowledge, read once, and how far it has been walked. It is walked forward by one
 * caller at a time, with {@link ValuationHistory#next}.
 */
public final class PastDays {
    private final BooksHead last;
    private final Optional<LocalDate> firstDay;
    private final int positions;
    private final Map<LocalDate, List<String>> transactions = new HashMap<>();
    private final Wanted wanted;
    private final Staleness staleness;
    private final BooksByDay walk;

    PastDays(
            BooksHead last,
            Optional<LocalDate> firstDay,
            List<BookedTransaction> booked,
            Wanted wanted,
            Staleness staleness,
            BooksByDay walk) {
        this.last = last;
        this.firstDay = firstDay;
        this.positions = wanted.positions().size();
        this.wanted = wanted;
        this.staleness = staleness;
        this.walk = walk;
        for (BookedTransaction each : booked) {
            if (each.status().equals("REJECTED")) continue;
            transactions
                    .computeIfAbsent(each.tradeDate(), day -> new ArrayList<>())
                    .add(each.key().transactionId());
        }
    }

    /** Which books these are, on the last day. */
    public BooksHead last() {
        return last;
    }

    /** The first day on which anything was booked; empty where nothing ever was. */
    public Optional<LocalDate> firstDay() {
        return firstDay;
    }

    /** Ids of the transactions of a day that count. */
    public List<String> transactionsOn(LocalDate day) {
        return transactions.getOrDefault(day, List.of());
    }

    /** How many securities were ever held. */
    public int positions() {
        return positions;
    }

    Wanted wanted() {
        return wanted;
    }

    Staleness staleness() {
        return staleness;
    }

    BooksByDay walk() {
        return walk;
    }
}
