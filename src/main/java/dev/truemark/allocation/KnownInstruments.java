package dev.truemark.allocation;

import dev.truemark.core.allocation.LookThrough;
import dev.truemark.core.instrument.Constituent;
import dev.truemark.core.instrument.Constituents;
import dev.truemark.ingest.format.ConstituentList;
import dev.truemark.market.Instrument;
import dev.truemark.market.MarketReads;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Instruments as known at a stamp, with those that funds among them hold, level by level. */
@ApplicationScoped
public class KnownInstruments {
    private final MarketReads market;
    private final AllocationConfig config;
    private final Pool pool;

    KnownInstruments(MarketReads market, AllocationConfig config, Pool pool) {
        this.market = market;
        this.config = config;
        this.pool = pool;
    }

    /** What is told of instruments, and what they hold. */
    public record Known(Map<String, Instrument> instruments, Map<String, Constituents> constituents) {}

    /** @param lookThrough whether what funds hold is read too */
    public Uni<Known> of(Collection<String> securities, Instant knownAt, boolean lookThrough) {
        int depth = lookThrough ? LookThrough.DEPTH : 0;
        return Snapshot.read(pool, tx -> {
            Known known = new Known(new HashMap<>(), new HashMap<>());
            return level(tx, new TreeSet<>(securities), knownAt, depth, new TreeSet<>(), known)
                    .replaceWith(known);
        });
    }

    private Uni<Void> level(
            SqlConnection tx, Set<String> ids, Instant knownAt, int depth, Set<String> asked, Known known) {
        if (ids.isEmpty()) return Uni.createFrom().voidItem();
        asked.addAll(ids);
        if (asked.size() > config.maxInstruments()) {
            throw ProblemException.invalid(
                    "look_through",
                    "TOO_MANY",
                    "Funds hold more than " + config.maxInstruments() + " instruments; ask without look_through.");
        }
        return market.instruments(tx, ids, Optional.of(knownAt)).chain(found -> {
            known.instruments().putAll(found);
            Set<String> below = new TreeSet<>();
            found.forEach((id, each) -> each.terms()
                    .flatMap(terms -> ConstituentList.of(id, terms))
                    .ifPresent(parts -> {
                        known.constituents().put(id, parts);
                        parts.all().stream()
                                .map(Constituent::securityId)
                                .filter(part -> !asked.contains(part))
                                .forEach(below::add);
                    }));
            return depth == 0 ? Uni.createFrom().voidItem() : level(tx, below, knownAt, depth - 1, asked, known);
        });
    }
}
