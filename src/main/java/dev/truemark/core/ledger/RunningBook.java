package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One security's book while a run is being booked, with what it has come to so far. */
final class RunningBook {
    private final Book book;
    private final Days days;
    private final List<Booking> bookings = new ArrayList<>();
    private final List<Booking> legs = new ArrayList<>();

    RunningBook(BookState start, Policy policy) {
        this.book = new Book(start, policy.costMethod());
        this.days = new Days(book);
    }

    /**
     * Books one transaction of this security.
     *
     * @param target the book of its target, if it has one; absent where that book is not at hand, and it is rejected
     */
    void take(Transaction t, Optional<RunningBook> target, Policies policies) {
        Policy policy = policies.at(t.order().date(), t.securityId());
        advance(t, policy);
        Entry entry = new Entry(t);
        boolean pools = book.lots().isToBePooled();
        List<Lot> unpooled = pools ? book.state().lots() : List.of();
        if (pools) book.pool(entry);
        Optional<Reason> refusal = book(entry, t, target, policies, policy);
        if (refusal.isPresent() && pools) book.restore(unpooled);
        keep(refusal.map(reason -> Entry.rejected(t, reason)).orElseGet(entry::booked), bookings);
    }

    private Optional<Reason> book(
            Entry entry, Transaction t, Optional<RunningBook> target, Policies policies, Policy policy) {
        if (t.target().isEmpty()) return PositionLedger.book(book, entry, t, policy);
        if (target.isEmpty() || !t.hasSecurity()) return Optional.of(Reason.UNSUPPORTED_TYPE);
        RunningBook other = target.get();
        Entry leg = new Entry(t);
        Exchange exchange = new Exchange(book, other.book, entry, leg, t);
        Optional<Reason> refusal = exchange.refusal();
        if (refusal.isPresent()) return refusal;
        other.advance(t, policies.at(t.order().date(), t.target().get()));
        exchange.apply(policy);
        other.keep(leg.leg(), other.legs);
        return Optional.empty();
    }

    private void advance(Transaction t, Policy policy) {
        book.advanceTo(t.order());
        days.begin(t.order().date());
        book.lots().use(policy.costMethod());
    }

    private void keep(Booking booking, List<Booking> among) {
        book.count(booking);
        days.count(booking);
        among.add(booking);
    }

    /** Whether anything was ever booked or rejected here. */
    boolean isTouched() {
        return book.last().isPresent();
    }

    BookResult result() {
        return new BookResult(bookings, legs, days.end(), book.state());
    }
}
