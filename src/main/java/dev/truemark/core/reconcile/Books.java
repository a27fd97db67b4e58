package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.PortfolioLedger;
import dev.truemark.core.ledger.PositionLedger;
import dev.truemark.core.ledger.Transaction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** The books as they are, and as they would be with one mistake mended: only what that touches is booked again. */
final class Books {
    private final Judge judge;
    private final List<LocalDate> dates;
    private final Policies policies;
    private final PortfolioBooks booked;
    private final Joined joined;
    private final Snapshots snapshots;
    private final List<Difference> differences;

    private Books(PortfolioBooks booked, List<Statement> statements, Tolerance tolerance) {
        this.policies = booked.policies();
        this.booked = booked;
        this.judge = new Judge(statements, tolerance, booked.cashTracked());
        this.dates = judge.dates();
        this.joined =
                new Joined(booked.bookings().stream().map(Booking::transaction).toList());
        this.snapshots = Snapshots.of(booked.books(), dates);
        this.differences = judge.differences(snapshots);
    }

    static Books of(
            Collection<Transaction> transactions, Policies policies, List<Statement> statements, Tolerance tolerance) {
        return new Books(PortfolioLedger.book(transactions, policies), statements, tolerance);
    }

    Policies policies() {
        return policies;
    }

    Judge judge() {
        return judge;
    }

    List<LocalDate> dates() {
        return dates;
    }

    List<Booking> bookings() {
        return booked.bookings();
    }

    Snapshots snapshots() {
        return snapshots;
    }

    List<Difference> differences() {
        return differences;
    }

    /** The currency of a position; empty if nothing was ever held. */
    String currencyOf(String security) {
        return booked.book(security).end().currency();
    }

    /** How many transactions are booked again when {@code edit} is made. */
    int workOf(Edit edit) {
        return 2 * joined.runOf(edit.securities()).size() + dates.size();
    }

    /** The differences that remain when {@code edit} is made. */
    List<Difference> after(Edit edit) {
        List<Transaction> run = joined.runOf(edit.securities());
        return changed(book(run, policies), book(edit.applyTo(run), policies));
    }

    /** The differences that remain when all of {@code securities} is booked under other policies. */
    List<Difference> under(Policies others, Set<String> securities) {
        List<Transaction> run = joined.runOf(securities);
        return changed(book(run, policies), book(run, others));
    }

    private static SortedMap<String, BookResult> book(List<Transaction> run, Policies policies) {
        List<Transaction> sorted = new ArrayList<>(run);
        sorted.sort(Comparator.comparing(Transaction::order));
        return PositionLedger.bookAll(Map.of(), sorted, policies);
    }

    private List<Difference> changed(SortedMap<String, BookResult> before, SortedMap<String, BookResult> after) {
        Set<String> securities = new TreeSet<>(before.keySet());
        securities.addAll(after.keySet());
        securities.remove("");
        Snapshots was = Snapshots.of(before, dates);
        Snapshots is = Snapshots.of(after, dates);
        List<Difference> all = new ArrayList<>();
        for (Difference each : differences) {
            boolean kept = each.figure() != Difference.Figure.CASH && !securities.contains(each.subject());
            if (kept) all.add(each);
        }
        for (int day = 0; day < dates.size(); day++) {
            for (String security : securities) judge.position(all, day, security, is.position(day, security));
            for (String currency : currencies(day, is)) {
                BigDecimal change = is.cash(day, currency).subtract(was.cash(day, currency));
                judge.cash(all, day, currency, snapshots.cash(day, currency).add(change));
            }
        }
        all.sort(Difference.ORDER);
        return all;
    }

    private Set<String> currencies(int day, Snapshots edited) {
        Set<String> currencies = new TreeSet<>(snapshots.cash(day).keySet());
        currencies.addAll(edited.cash(day).keySet());
        currencies.addAll(judge.statedCurrencies(day));
        return currencies;
    }
}
