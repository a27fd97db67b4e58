package dev.truemark.ledger;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import dev.truemark.core.ledger.TransactionKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Gathers what the folded books of a batch say, and writes it in one statement per table; only rows that change are written. */
final class BookWriter {
    private final List<BookTask> rebooked = new ArrayList<>();
    private final List<BookedRow> bookings = new ArrayList<>();
    private final List<BookedRow> gone = new ArrayList<>();
    private final List<PositionRows.StateRow> states = new ArrayList<>();
    private final List<BookKey> emptied = new ArrayList<>();
    private final List<PositionRows.DayRow> days = new ArrayList<>();
    private final List<LotRows.LotRow> lots = new ArrayList<>();
    private final List<LotRows.LotKey> closed = new ArrayList<>();
    private final List<LotRows.EventRow> events = new ArrayList<>();
    private final Map<CashRows.CashKey, BigDecimal> cash = new HashMap<>();

    /** Takes one folded book; answers the bookings that are new or different, for the events. */
    List<Booking> take(BookTask task, BookResult result, String baseCurrency) {
        List<Booking> changed = takeBookings(task, result, baseCurrency);
        if (task.key().isCashOnly()) return changed;
        if (task.isRebook()) rebooked.add(task);
        result.end()
                .last()
                .ifPresentOrElse(
                        last -> states.add(new PositionRows.StateRow(task.key(), result.end(), last)),
                        () -> emptied.add(task.key()));
        for (DayPosition day : result.days()) {
            days.add(new PositionRows.DayRow(task.key(), day));
        }
        takeLots(task, result);
        return changed;
    }

    private List<Booking> takeBookings(BookTask task, BookResult result, String baseCurrency) {
        List<Booking> changed = new ArrayList<>();
        for (Booking booking : result.bookings()) {
            BookedRow row = BookedRow.of(task.key().portfolioKey(), baseCurrency, booking);
            BookedRow before = task.before().get(row.key());
            if (before != null && before.sameAs(row)) continue;
            if (before != null) move(before, BigDecimal::negate);
            move(row, UnaryOperator.identity());
            bookings.add(row);
            changed.add(booking);
        }
        for (BookedRow row : task.gone(result.bookings())) {
            move(row, BigDecimal::negate);
            gone.add(row);
        }
        return changed;
    }

    private void move(BookedRow row, UnaryOperator<BigDecimal> sign) {
        move(row.portfolioKey(), row.cashCurrency(), sign.apply(row.cashAmount()));
        if (row.boughtCurrency() != null)
            move(row.portfolioKey(), row.boughtCurrency(), sign.apply(row.boughtAmount()));
    }

    private void move(long portfolioKey, String currency, BigDecimal amount) {
        cash.merge(new CashRows.CashKey(portfolioKey, currency), amount, BigDecimal::add);
    }

    private void takeLots(BookTask task, BookResult result) {
        Set<LotId> touched = new HashSet<>();
        for (Booking booking : result.bookings()) takeEvents(task, booking, touched);
        for (Booking leg : result.legs()) takeEvents(task, leg, touched);
        Set<LotId> open = new HashSet<>();
        result.end().lots().forEach(lot -> {
            open.add(lot.id());
            if (task.isRebook() || touched.contains(lot.id())) lots.add(new LotRows.LotRow(task.key(), lot));
        });
        for (LotId id : task.lotsBefore()) {
            if (!open.contains(id)) closed.add(new LotRows.LotKey(task.key(), id));
        }
    }

    private void takeEvents(BookTask task, Booking booking, Set<LotId> touched) {
        int seq = 0;
        TransactionKey key = booking.transaction().key();
        for (LotEvent event : booking.lotEvents()) {
            touched.add(event.lot());
            events.add(new LotRows.EventRow(
                    task.key(), key, booking.transaction().order().date(), seq++, event));
        }
    }

    /** Bookings that no longer stand must go before the same transaction is booked in another book. */
    Uni<Void> write(SqlConnection tx) {
        Set<BookKeyed> again = new HashSet<>();
        bookings.forEach(b -> again.add(new BookKeyed(b.portfolioKey(), b.key())));
        List<BookedRow> deleted = gone.stream()
                .filter(g -> !again.contains(new BookKeyed(g.portfolioKey(), g.key())))
                .toList();
        return Uni.join()
                .all(
                        BookingRows.delete(tx, deleted),
                        BookingRows.upsert(tx, bookings),
                        PositionRows.delete(tx, emptied),
                        PositionRows.upsert(tx, states),
                        PositionRows.deleteDays(tx, rebooked, days),
                        PositionRows.upsertDays(tx, days),
                        LotRows.deleteLots(tx, closed),
                        LotRows.upsertLots(tx, lots),
                        LotRows.deleteEvents(tx, rebooked, events),
                        LotRows.upsertEvents(tx, events),
                        CashRows.move(tx, cash))
                .andFailFast()
                .replaceWithVoid();
    }

    private record BookKeyed(long portfolioKey, TransactionKey key) {}

    List<PositionRows.StateRow> states() {
        return states;
    }

    List<BookKey> emptied() {
        return emptied;
    }
}
