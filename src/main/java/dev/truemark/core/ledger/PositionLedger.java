package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Books the transactions of one security in one portfolio (DEFINITIONS 4 to 11, 13). */
public final class PositionLedger {
    private PositionLedger() {}

    /**
     * Books {@code transactions}, all of one security (or all without one), sorted by {@link Transaction#order}, on top
     * of {@code start}. Booking a run in two halves gives the same as booking it at once.
     *
     * @throws IllegalArgumentException if they are not strictly ascending, or one is not after {@code start}
     */
    public static BookResult book(BookState start, List<Transaction> transactions, Policy policy) {
        Book book = new Book(start, policy);
        Days days = new Days(book);
        List<Booking> bookings = new ArrayList<>(transactions.size());
        for (Transaction t : transactions) {
            book.advanceTo(t.order());
            days.begin(t.order().date());
            Booking booking = book(book, t, policy);
            book.count(booking);
            days.count(booking);
            bookings.add(booking);
        }
        return new BookResult(bookings, days.end(), book.state());
    }

    private static Booking book(Book book, Transaction t, Policy policy) {
        Entry entry = new Entry(t);
        Optional<Reason> refusal = switch (t.type()) {
            case BUY, SELL, SELL_SHORT, BUY_TO_COVER -> Trade.book(book, entry, t, policy);
            case DIVIDEND -> Distribution.dividend(book, entry, t, policy);
            case INTEREST -> Distribution.interest(book, entry, t, policy);
            case RETURN_OF_CAPITAL -> Distribution.returnOfCapital(book, entry, t, policy);
            case SPLIT -> split(book, entry, t);
            case FEE, TAX, DEPOSIT, WITHDRAWAL -> Optional.empty();
            case TRANSFER_IN,
                    TRANSFER_OUT,
                    FX_CONVERSION,
                    STOCK_DIVIDEND,
                    SPIN_OFF,
                    MERGER,
                    RIGHTS_ISSUE,
                    REDEMPTION,
                    AMORTIZATION,
                    ADJUSTMENT -> Optional.of(Reason.UNSUPPORTED_TYPE);
        };
        return refusal.map(reason -> Entry.rejected(t, reason)).orElseGet(entry::booked);
    }

    /** Every lot's units times the ratio, at unchanged cost (DEFINITIONS 11); a split of nothing changes nothing. */
    private static Optional<Reason> split(Book book, Entry entry, Transaction t) {
        book.lots().changeEach((lot, change) -> {
            BigDecimal units = lot.quantity().multiply(t.ratio()).subtract(lot.quantity());
            entry.splits(lot, units);
            change.by(units, BigDecimal.ZERO, BaseAmount.ZERO);
        });
        return Optional.empty();
    }
}
