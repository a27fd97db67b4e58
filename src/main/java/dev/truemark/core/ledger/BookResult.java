package dev.truemark.core.ledger;

import java.util.List;

/**
 * The outcome of booking a run of transactions of one security.
 *
 * @param bookings one per transaction of the security, in order
 * @param legs     what transactions of other securities did to this one, in order: lots that a spin-off or a merger brought;
 *                 without cash, which the transaction's own booking has
 * @param days     one per date that occurs among them, ascending
 * @param end      the book after the last of them
 */
public record BookResult(List<Booking> bookings, List<Booking> legs, List<DayPosition> days, BookState end) {
    static final BookResult EMPTY = new BookResult(List.of(), List.of(), List.of(), BookState.EMPTY);

    public BookResult {
        bookings = List.copyOf(bookings);
        legs = List.copyOf(legs);
        days = List.copyOf(days);
    }
}
