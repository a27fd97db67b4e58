package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Transaction;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds books against the statements of a broker.
 *
 * <p>Every candidate is tried: the books of what it touches are booked again without the mistake, and compared with all
 * statements. One that explains everything stands before one that explains less; among equals the rarer coincidence stands
 * first, and what is missing stands behind a mistake in what is booked. Several mistakes at once are explained one by one,
 * each by as much as it explains.
 */
public final class Reconciliation {
    private Reconciliation() {}

    /**
     * Pure: the books are booked from {@code transactions} and nothing is changed.
     *
     * @param transactions   the newest revision of each, of any date, also after the statements
     * @param statements     at least one, of different dates, in any order
     * @param mostCandidates how many are answered
     * @throws IllegalArgumentException if there is no statement, or two are of one date
     */
    public static Verdict of(
            Collection<Transaction> transactions,
            Policies policies,
            Collection<Statement> statements,
            Tolerance tolerance,
            int mostCandidates) {
        List<Statement> sorted = statements.stream()
                .sorted(Comparator.comparing(Statement::date))
                .toList();
        Set<Object> dates = new HashSet<>();
        for (Statement each : sorted) {
            if (!dates.add(each.date())) throw new IllegalArgumentException("two statements of " + each.date());
        }
        if (sorted.isEmpty()) throw new IllegalArgumentException("there is no statement");
        Books books = Books.of(transactions, policies, sorted, tolerance);
        return Parting.of(books)
                .map(parting -> parted(parting, mostCandidates))
                .orElseGet(() -> new Verdict(
                        java.util.Optional.of(sorted.getLast().date()),
                        java.util.Optional.empty(),
                        List.of(),
                        books.judge().cashJudged(),
                        List.of()));
    }

    private static Verdict parted(Parting parting, int mostCandidates) {
        Trials trials = new Trials(parting);
        new Mistakes(parting, trials).look();
        new Slips(parting, trials).look();
        new Gaps(parting, trials).look();
        Books books = parting.books();
        return new Verdict(
                parting.agreedUpTo(),
                java.util.Optional.of(parting.date()),
                books.differences(),
                books.judge().cashJudged(),
                trials.ranked(mostCandidates));
    }
}
