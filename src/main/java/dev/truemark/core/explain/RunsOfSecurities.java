package dev.truemark.core.explain;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.PositionLedger;
import dev.truemark.core.ledger.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Books that are folded again where a transaction of them is replaced: securities that corporate actions join are one run,
 * all others have one each.
 */
final class RunsOfSecurities {
    private final int limit;
    private final Map<String, String> joined = new HashMap<>();
    private final Map<String, SortedMap<OrderKey, Transaction>> runs = new HashMap<>();
    private final Map<String, SortedMap<String, BookResult>> books = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private Policies policies;
    private long folded;

    /**
     * @param all   every transaction that may be put in; says which securities are joined
     * @param limit most transactions booked in all; more are a {@link TooLargeException}
     */
    RunsOfSecurities(Collection<Transaction> all, Policies policies, int limit) {
        this.limit = limit;
        this.policies = policies;
        for (Transaction t : all) t.target().ifPresent(target -> joined.put(first(t.securityId()), first(target)));
    }

    /** The security whose run {@code security} is in. */
    String first(String security) {
        String at = security;
        for (String next = joined.get(at); next != null && !next.equals(at); next = joined.get(at)) at = next;
        return at;
    }

    void replace(Optional<Transaction> former, Optional<Transaction> now) {
        former.ifPresent(t -> run(t).remove(t.order()));
        now.ifPresent(t -> run(t).put(t.order(), t));
    }

    void use(Policies other) {
        policies = other;
        changed.addAll(runs.keySet());
    }

    /** By security, of the runs that {@code wanted} names by their first security. */
    SortedMap<String, BookResult> books(Predicate<String> wanted) {
        SortedMap<String, BookResult> all = new TreeMap<>();
        for (String run : runs.keySet()) if (wanted.test(run)) all.putAll(book(run));
        return all;
    }

    private SortedMap<String, BookResult> book(String run) {
        if (changed.remove(run)) {
            List<Transaction> transactions = List.copyOf(runs.get(run).values());
            folded += transactions.size();
            if (folded > limit) throw new TooLargeException(limit);
            books.put(run, PositionLedger.bookAll(Map.of(), transactions, policies));
        }
        return books.getOrDefault(run, new TreeMap<>());
    }

    private SortedMap<OrderKey, Transaction> run(Transaction t) {
        String run = first(t.securityId());
        changed.add(run);
        return runs.computeIfAbsent(run, first -> new TreeMap<>());
    }
}
