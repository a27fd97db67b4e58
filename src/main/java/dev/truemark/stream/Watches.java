package dev.truemark.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Which watched portfolios a price or a rate concerns, so that a tick touches those and no other. Used by the hub only. */
final class Watches {
    private static final Logger LOG = Logger.getLogger(Watches.class);
    private final Map<PortfolioKey, Watched> byKey = new HashMap<>();
    private final Map<Watched, Interest> interests = new HashMap<>();
    private final Map<String, Set<Watched>> bySecurity = new HashMap<>();
    private final Map<String, Set<Watched>> byCurrency = new HashMap<>();
    private long revaluations;

    private record Interest(Set<String> securities, Set<String> currencies) {}

    Optional<Watched> get(PortfolioKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Collection<Watched> all() {
        return List.copyOf(byKey.values());
    }

    /** Positions and balances valued so far, of portfolios that were dropped too. */
    long revaluations() {
        long now = revaluations;
        for (Watched each : byKey.values()) now += each.live().revaluations();
        return now;
    }

    /** Watches a portfolio, in the place of the one with the same key if there is one. */
    void put(Watched watched) {
        PortfolioKey key = watched.live().books().key();
        drop(key);
        byKey.put(key, watched);
        index(watched);
    }

    /** Watches one again that was dropped. */
    void putBack(Watched watched) {
        revaluations -= watched.live().revaluations();
        put(watched);
    }

    void drop(PortfolioKey key) {
        Watched gone = byKey.remove(key);
        if (gone == null) return;
        forget(gone);
        revaluations += gone.live().revaluations();
    }

    /** Looks again at what the portfolio is interested in. */
    void index(Watched watched) {
        forget(watched);
        Interest interest =
                new Interest(watched.live().securities(), watched.live().currencies());
        interests.put(watched, interest);
        interest.securities().forEach(id -> add(bySecurity, id, watched));
        interest.currencies().forEach(id -> add(byCurrency, id, watched));
    }

    /**
     * Folds what changed in the market into the portfolios that it concerns, and says what that made of them.
     *
     * @param failed takes those that could not be folded; their state is void
     */
    void fold(MarketChanges changes, MarketView market, MarketLook.Telling telling, Set<Watched> failed) {
        Map<Watched, Set<String>> securities = new HashMap<>();
        for (String id : changes.securities()) {
            for (Watched each : bySecurity.getOrDefault(id, Set.of())) {
                securities.computeIfAbsent(each, none -> new LinkedHashSet<>()).add(id);
            }
        }
        Set<Watched> concerned = new HashSet<>(changes.everything() ? byKey.values() : securities.keySet());
        changes.currencies().forEach(id -> concerned.addAll(byCurrency.getOrDefault(id, Set.of())));
        for (Watched each : concerned) {
            try {
                Optional<Change> change = changes.everything()
                        ? each.live().age(market)
                        : each.live().fold(securities.getOrDefault(each, Set.of()), changes.currencies(), market);
                change.ifPresent(told -> {
                    telling.tell(each, told);
                    reindexIfMoved(each);
                });
            } catch (RuntimeException fault) {
                LOG.errorf(
                        fault,
                        "change not folded: portfolioId=%s",
                        each.live().books().key().id());
                failed.add(each);
            }
        }
    }

    /** The portfolios that hold one of {@code securities}. */
    Set<Watched> holding(Set<String> securities) {
        Set<Watched> holders = new HashSet<>();
        securities.forEach(id -> holders.addAll(bySecurity.getOrDefault(id, Set.of())));
        return holders;
    }

    /** A price in another currency than the last makes other rates matter. */
    private void reindexIfMoved(Watched watched) {
        if (!watched.live().currencies().equals(interests.get(watched).currencies())) index(watched);
    }

    private void forget(Watched watched) {
        Interest interest = interests.remove(watched);
        if (interest == null) return;
        interest.securities().forEach(id -> remove(bySecurity, id, watched));
        interest.currencies().forEach(id -> remove(byCurrency, id, watched));
    }

    private static void add(Map<String, Set<Watched>> index, String id, Watched watched) {
        index.computeIfAbsent(id, none -> new HashSet<>()).add(watched);
    }

    private static void remove(Map<String, Set<Watched>> index, String id, Watched watched) {
        index.computeIfPresent(id, (none, all) -> {
            all.remove(watched);
            return all.isEmpty() ? null : all;
        });
    }
}
