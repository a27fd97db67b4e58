package dev.truemark.ledger;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.PolicyEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a batch says of policies. Several words on one portfolio are one new revision; its books are booked again from the
 * first day on which the new policies book otherwise, each from its own, and those that stay as they are not at all.
 */
final class PolicyChanges {
    private static final String BOOKS_OF =
            "SELECT DISTINCT portfolio_key, security_id FROM booking WHERE portfolio_key = ANY($1)";

    private final Map<PortfolioRef, Change> changes = new LinkedHashMap<>();
    private final Map<Long, Change> byKey = new HashMap<>();

    private record Change(PortfolioRow before, PortfolioRow now, Optional<String> toldBy) {}

    /** The newest revision that a word on {@code p} may claim to replace. */
    int newest(PortfolioRow p) {
        return now(p).policyRevision();
    }

    private PortfolioRow now(PortfolioRow p) {
        Change change = changes.get(p.ref());
        return change == null ? p : change.now();
    }

    /** Takes the next word on a portfolio; one that changes nothing leaves no trace. */
    void take(PortfolioRow p, Command.PolicyChange told) {
        Policies wanted = told.applyTo(now(p).policies());
        if (wanted.equals(now(p).policies())) return;
        Change change = new Change(p, p.with(wanted), told.toldBy());
        if (wanted.equals(p.policies())) changes.remove(p.ref());
        else changes.put(p.ref(), change);
    }

    /** Puts portfolios as they are now booked in the place of those that were locked. */
    void apply(Map<PortfolioRef, PortfolioRow> portfolios) {
        changes.forEach((ref, change) -> {
            portfolios.put(ref, change.now());
            byKey.put(change.now().key(), change);
        });
    }

    List<Uni<Void>> writes(SqlConnection tx, long batchId) {
        List<Uni<Void>> writes = new ArrayList<>();
        changes.values().forEach(c -> writes.add(PortfolioRows.keepPolicies(tx, batchId, c.now(), c.toldBy())));
        return writes;
    }

    /** Keys of the portfolios whose policies are others now. */
    List<Long> changed() {
        return List.copyOf(byKey.keySet());
    }

    /**
     * Marks what is to be booked again.
     *
     * @param rebuilt keys of portfolios that are booked again from the beginning
     */
    Uni<Void> rebook(SqlConnection tx, java.util.Set<Long> rebuilt, Function<BookKey, BookTask> tasks) {
        java.util.Set<Long> keys = new java.util.TreeSet<>(rebuilt);
        keys.addAll(byKey.keySet());
        if (keys.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery(BOOKS_OF)
                .execute(Tuple.of(keys.toArray(Long[]::new)))
                .invoke(rows -> {
                    for (Row row : rows) {
                        BookKey key = BookLoader.bookKey(row);
                        from(key, rebuilt.contains(key.portfolioKey()))
                                .ifPresent(day -> tasks.apply(key).rebookAll(day));
                    }
                })
                .replaceWithVoid();
    }

    private Optional<LocalDate> from(BookKey key, boolean whole) {
        if (whole) return Optional.of(PolicyEntry.BEGINNING);
        Change change = byKey.get(key.portfolioKey());
        return change.now().policies().differsFrom(change.before().policies(), key.securityId());
    }
}
