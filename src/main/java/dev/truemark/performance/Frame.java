package dev.truemark.performance;

import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.DailyHistory;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The books behind a history, and its days.
 *
 * @param byDate transactions that count
 * @param first  the evening before the first of them
 */
record Frame(
        BooksHead head,
        DailyHistory history,
        Map<LocalDate, List<BookedTransaction>> byDate,
        LocalDate first,
        LocalDate last) {
    /** Whether nothing happened up to the last day. */
    boolean isEmpty() {
        return !first.isBefore(last);
    }

    boolean cashTracked() {
        return history.books().cashTracked();
    }

    List<BookedTransaction> on(LocalDate date) {
        return byDate.getOrDefault(date, List.of());
    }
}
