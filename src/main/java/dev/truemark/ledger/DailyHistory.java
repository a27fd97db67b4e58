package dev.truemark.ledger;

import java.util.List;

/** How a portfolio came to hold what it holds, and by which transactions, those that do not count among them, by date. */
public record DailyHistory(DailyBooks books, List<BookedTransaction> transactions) {
    public DailyHistory {
        transactions = List.copyOf(transactions);
    }
}
