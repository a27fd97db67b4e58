package dev.truemark.core.ledger;

import java.util.List;

/**
 * The outcome of booking a run of transactions of one security.
 *
 * @param bookings one per transaction, in order
 * @param days     one per date that occurs among them, ascending
 * @param end      the book after the last of them
 */
public record BookResult(List<Booking> bookings, List<DayPosition> days, BookState end) {
    static final BookResult EMPTY = new BookResult(List.of(), List.of(), BookState.EMPTY);

    public BookResult {
        bookings = List.copyOf(bookings);
        days = List.copyOf(days);
    }
}
