package dev.truemark.ledger;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.BookState;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.PositionLedger;
import dev.truemark.core.ledger.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The corporate actions that join securities of a portfolio. A book that is booked again from a day on takes with it, from
 * the day of each action that is not before, the book that the action joins it to; books joined so are folded together.
 */
final class Links {
    private static final String LOAD = """
            SELECT DISTINCT portfolio_key, security_id, target_security_id, trade_date FROM booking
            WHERE portfolio_key = ANY($1) AND target_security_id IS NOT NULL""";

    private final List<Link> links = new ArrayList<>();
    private final Map<BookKey, BookKey> joined = new HashMap<>();

    private record Link(BookKey own, BookKey target, LocalDate date) {}

    /** The actions that stand on the books of these portfolios. */
    static Uni<Links> load(SqlConnection tx, Collection<Long> portfolioKeys) {
        return tx.preparedQuery(LOAD)
                .execute(Tuple.of(portfolioKeys.toArray(Long[]::new)))
                .map(rows -> {
                    Links links = new Links();
                    for (Row row : rows) {
                        long portfolio = row.getLong("portfolio_key");
                        links.links.add(new Link(
                                new BookKey(portfolio, row.getString("security_id")),
                                new BookKey(portfolio, row.getString("target_security_id")),
                                row.getLocalDate("trade_date")));
                    }
                    return links;
                });
    }

    /** Adds what else must be booked again, and joins it. */
    void join(Map<BookKey, BookTask> tasks) {
        for (BookTask task : tasks.values()) {
            for (Transaction t : task.links()) {
                BookKey target =
                        new BookKey(task.key().portfolioKey(), t.target().orElseThrow());
                links.add(new Link(task.key(), target, t.order().date()));
            }
        }
        boolean grew = !links.isEmpty();
        while (grew) {
            grew = false;
            for (Link link : links) grew |= follow(link, tasks);
        }
    }

    /** Whether the link made a book start earlier. */
    private boolean follow(Link link, Map<BookKey, BookTask> tasks) {
        if (!reaches(tasks.get(link.own), link.date) && !reaches(tasks.get(link.target), link.date)) return false;
        joined.put(root(link.own), root(link.target));
        return rebook(link.own, link.date, tasks) | rebook(link.target, link.date, tasks);
    }

    private static boolean reaches(BookTask task, LocalDate date) {
        return task != null
                && task.firstDay().filter(first -> !first.isAfter(date)).isPresent();
    }

    private static boolean rebook(BookKey key, LocalDate date, Map<BookKey, BookTask> tasks) {
        BookTask task = tasks.computeIfAbsent(key, BookTask::new);
        LocalDate from = task.firstDay().filter(first -> first.isBefore(date)).orElse(date);
        if (task.isRebook() && !from.isBefore(task.from())) return false;
        task.rebook(from);
        return true;
    }

    private BookKey root(BookKey key) {
        BookKey at = key;
        for (BookKey next = joined.get(at); next != null && !next.equals(at); next = joined.get(at)) at = next;
        return at;
    }

    /** Folds every task, joined ones together. */
    Map<BookTask, BookResult> fold(Collection<BookTask> tasks, Map<Long, Policies> policies) {
        Map<BookKey, List<BookTask>> groups = new LinkedHashMap<>();
        for (BookTask task : tasks) {
            groups.computeIfAbsent(root(task.key()), key -> new ArrayList<>(1)).add(task);
        }
        Map<BookTask, BookResult> results = new LinkedHashMap<>();
        groups.values().forEach(group -> {
            Policies own = policies.get(group.getFirst().key().portfolioKey());
            if (group.size() > 1) results.putAll(together(group, own));
            else results.put(group.getFirst(), group.getFirst().fold(own));
        });
        return results;
    }

    private static Map<BookTask, BookResult> together(List<BookTask> group, Policies policies) {
        Map<String, BookState> starts = new HashMap<>();
        List<Transaction> run = new ArrayList<>();
        for (BookTask task : group) {
            starts.put(task.key().securityId(), task.start());
            run.addAll(task.run());
        }
        run.sort(Comparator.comparing(Transaction::order));
        Map<String, BookResult> books = PositionLedger.bookAll(starts, run, policies);
        Map<BookTask, BookResult> results = new LinkedHashMap<>();
        for (BookTask task : group) {
            BookResult result = Optional.ofNullable(books.get(task.key().securityId()))
                    .orElseThrow(() -> new IllegalStateException("a joined book was not folded: " + task.key()));
            results.put(task, task.joined(result));
        }
        return results;
    }
}
