package dev.truemark.ledger;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.BookState;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.PositionLedger;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One book to be booked further, or again from a day on: what changes, where it starts from, and what stood there
 * before. Filled in two steps (what changes, then what the database holds) and then folded once.
 */
final class BookTask {
    private final BookKey key;
    private final List<Transaction> changed = new ArrayList<>();
    private final Set<TransactionKey> touched = new HashSet<>();
    private Optional<LocalDate> rebookFrom = Optional.empty();
    private boolean all;

    private BookState start = BookState.EMPTY;
    private Optional<DayPosition> openDay = Optional.empty();
    private final List<Transaction> standing = new ArrayList<>();
    private final Map<TransactionKey, BookedRow> before = new HashMap<>();
    private Set<dev.truemark.core.ledger.LotId> lotsBefore = Set.of();

    BookTask(BookKey key) {
        this.key = key;
    }

    BookKey key() {
        return key;
    }

    /** A transaction that is new in this book, or whose newest revision or input is. */
    void add(Transaction t) {
        changed.add(t);
        touched.add(t.key());
    }

    /** A transaction whose former booking in this book no longer holds. */
    void remove(BookedRow old) {
        touched.add(old.key());
        before.put(old.key(), old);
        rebook(old.tradeDate());
    }

    void rebook(LocalDate from) {
        if (rebookFrom.isEmpty() || from.isBefore(rebookFrom.get())) rebookFrom = Optional.of(from);
    }

    /** Books everything from a day on again, of a book without a security too, where one booking else says nothing of another. */
    void rebookAll(LocalDate from) {
        rebook(from);
        all = true;
    }

    /** Whether what has stood since the day is booked again too. */
    boolean isRebookOfAll() {
        return isRebook() && (all || !key.isCashOnly());
    }

    /** Decides whether the changes go after everything booked; if not, the book starts again on the first day changed. */
    void settle(Optional<OrderKey> last) {
        if (key.isCashOnly() || changed.isEmpty()) return;
        OrderKey first = changed.stream()
                .map(Transaction::order)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        boolean appends = rebookFrom.isEmpty() && (last.isEmpty() || first.compareTo(last.get()) > 0);
        if (!appends) rebook(first.date());
    }

    boolean isRebook() {
        return rebookFrom.isPresent();
    }

    LocalDate from() {
        return rebookFrom.orElseThrow();
    }

    void startFrom(BookState state, Optional<DayPosition> dayInProgress) {
        this.start = state;
        this.openDay = dayInProgress;
    }

    void lotsBefore(Set<dev.truemark.core.ledger.LotId> ids) {
        this.lotsBefore = ids;
    }

    Set<dev.truemark.core.ledger.LotId> lotsBefore() {
        return lotsBefore;
    }

    /** A transaction that was booked on or after the day, and what it did. */
    void stood(Transaction t, BookedRow row) {
        before.put(t.key(), row);
        if (!touched.contains(t.key())) standing.add(t);
    }

    Map<TransactionKey, BookedRow> before() {
        return before;
    }

    BookState start() {
        return start;
    }

    /** The first day on which anything changes; empty where nothing does. */
    Optional<LocalDate> firstDay() {
        Optional<LocalDate> first = changed.stream().map(t -> t.order().date()).min(Comparator.naturalOrder());
        if (rebookFrom.isEmpty()) return first;
        return first.filter(day -> day.isBefore(rebookFrom.get())).or(() -> rebookFrom);
    }

    /** The last day on which anything is booked; empty where nothing is. */
    Optional<LocalDate> lastDay() {
        return changed.stream().map(t -> t.order().date()).max(Comparator.naturalOrder());
    }

    /** The transactions that join this book to another. */
    List<Transaction> links() {
        return changed.stream().filter(t -> t.target().isPresent()).toList();
    }

    /** What is to be booked on top of {@link #start}, in order. */
    List<Transaction> run() {
        List<Transaction> run = new ArrayList<>(standing.size() + changed.size());
        run.addAll(standing);
        run.addAll(changed);
        run.sort(Comparator.comparing(Transaction::order));
        return run;
    }

    BookResult fold(Policies policies) {
        return joined(PositionLedger.book(start, run(), policies));
    }

    /** Joins the first day of what was folded to the day that was already under way. */
    BookResult joined(BookResult result) {
        if (openDay.isEmpty() || result.days().isEmpty()) return result;
        DayPosition first = result.days().getFirst();
        if (!first.date().equals(openDay.get().date())) return result;
        List<DayPosition> days = new ArrayList<>(result.days());
        days.set(0, openDay.get().followedBy(first));
        return new BookResult(result.bookings(), result.legs(), days, result.end());
    }

    /** Transactions that were booked here and no longer are. */
    List<BookedRow> gone(List<Booking> bookings) {
        Set<TransactionKey> still = new HashSet<>();
        bookings.forEach(b -> still.add(b.transaction().key()));
        return before.values().stream()
                .filter(row -> !still.contains(row.key()))
                .toList();
    }
}
