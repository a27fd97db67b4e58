package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.persistence.Columns;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Wakes bookings that waited for a rate, a price or an instrument, by a record to their portfolio's one writer.
 *
 * <p>Both sides look: the market's commit looks for waiters, the ledger's commit looks for what came meanwhile, and a
 * sweep repeats it for what a crash cut off. Prices come all the time and few bookings wait for one: only the sweep and the ledger
 * look for them. Waking a booking that has nothing to learn changes nothing.
 */
@ApplicationScoped
class Healing {
    private static final Logger LOG = Logger.getLogger(Healing.class);
    /** Most transactions named by one record. */
    private static final int CHUNK = 500;
    /** A date-only rate holds for its day in every time zone: the widest offsets from UTC. */
    private static final Duration WEST_OF_UTC = Duration.ofHours(14);

    private static final Duration DAY_AND_EAST = Duration.ofHours(24 + 14);

    private static final String WAITING = """
            SELECT DISTINCT p.owner_id, p.portfolio_id, w.source, w.transaction_id
            FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) AS v(kind, ref, low, high)
            JOIN waiter w ON w.kind = v.kind AND w.ref = v.ref AND w.needed_at >= v.low
                AND (w.used_at IS NULL OR w.used_at <= v.high)
            JOIN portfolio p ON p.key = w.portfolio_key""";
    private static final String MISSED = """
            SELECT r.from_currency, r.to_currency, r.rate_time, r.date_only FROM fx_rate r JOIN batch b ON b.id = r.batch_id
            WHERE b.recorded_at > $1 AND EXISTS (
                SELECT 1 FROM waiter w WHERE w.kind IN ('RATE', 'CROSS')
                AND w.ref IN (least(r.from_currency, r.to_currency) || '/' || greatest(r.from_currency, r.to_currency),
                    r.from_currency, r.to_currency)
                AND w.needed_at >= r.rate_time AND (w.used_at IS NULL OR w.used_at < r.rate_time))""";
    private static final String MISSED_SYMBOLS = """
            SELECT DISTINCT i.symbol FROM instrument_fact i JOIN batch b ON b.id = i.batch_id
            WHERE b.recorded_at > $1 AND EXISTS (SELECT 1 FROM waiter w WHERE w.kind = 'SYMBOL' AND w.ref = i.symbol)""";

    private static final String MISSED_PRICES = """
            SELECT w.ref, p.price_time, p.date_only FROM waiter w
            CROSS JOIN LATERAL (
                SELECT w.ref AS price_key, false AS by_symbol UNION ALL SELECT w.ref, true
                UNION SELECT i.symbol, true FROM instrument_fact i WHERE i.security_id = w.ref AND i.symbol IS NOT NULL) k
            JOIN market_price p ON p.price_key = k.price_key AND p.by_symbol = k.by_symbol
                AND p.price_time <= w.needed_at AND (w.used_at IS NULL OR p.price_time >= w.used_at)
            JOIN batch b ON b.id = p.batch_id AND b.recorded_at > $1
            WHERE w.kind = 'PRICE'""";

    private final Pool pool;
    private final Publisher publisher;
    private final Topics topics;
    private final LedgerConfig config;
    private final Clock clock;

    Healing(Pool pool, Publisher publisher, Topics topics, LedgerConfig config, Clock clock) {
        this.pool = pool;
        this.publisher = publisher;
        this.topics = topics;
        this.config = config;
        this.clock = clock;
    }

    /** Something that came from outside: waiters of {@code ref} that need {@code low} or later and use {@code high} or earlier. */
    record Arrival(String kind, String ref, Instant low, Instant high) {
        static Arrival symbol(String symbol) {
            return new Arrival(WaiterRows.SYMBOL, symbol, Instant.EPOCH, Instant.EPOCH);
        }

        static Arrival price(String securityId, Instant at, boolean dateOnly) {
            return new Arrival(
                    WaiterRows.PRICE,
                    securityId,
                    dateOnly ? at.minus(WEST_OF_UTC) : at,
                    dateOnly ? at.plus(DAY_AND_EAST) : at);
        }

        /** What one rate may matter to: its pair, and crosses over either of its currencies. */
        static List<Arrival> rate(String from, String to, Instant at, boolean dateOnly) {
            Instant low = dateOnly ? at.minus(WEST_OF_UTC) : at;
            Instant high = dateOnly ? at.plus(DAY_AND_EAST) : at;
            return List.of(
                    new Arrival(WaiterRows.RATE, WaiterRows.pair(from, to), low, high),
                    new Arrival(WaiterRows.CROSS, from, low, high),
                    new Arrival(WaiterRows.CROSS, to, low, high));
        }
    }

    /** After a market batch has committed. */
    Uni<Void> arrived(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(arrivals)
                .text(Arrival::kind)
                .text(Arrival::ref)
                .instant(Arrival::low)
                .instant(Arrival::high)
                .tuple();
        return pool.preparedQuery(WAITING).execute(rows).chain(found -> {
            Map<PortfolioRef, List<TransactionKey>> woken = new LinkedHashMap<>();
            for (Row row : found) {
                PortfolioRef ref = new PortfolioRef(row.getUUID("owner_id"), row.getString("portfolio_id"));
                woken.computeIfAbsent(ref, k -> new ArrayList<>())
                        .add(new TransactionKey(row.getString("source"), row.getString("transaction_id")));
            }
            return publisher.sendAll(records(woken));
        });
    }

    /** After a ledger batch has committed: did what its bookings wait for come while they were booked? */
    void lookAgain(List<WaiterRows.Waiter> waiters) {
        if (waiters.isEmpty()) return;
        sweepSince(clock.instant().minus(Duration.ofSeconds(30)))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("healing waits for the sweep: reason=%s", failure.toString()));
    }

    @Scheduled(
            every = "{truemark.ledger.healing-every:30s}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweepSince(clock.instant().minus(config.healingWindow()))
                .onFailure()
                .invoke(failure -> LOG.warnf("healing sweep failed: reason=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> sweepSince(Instant since) {
        return ratesSince(since).chain(() -> symbolsSince(since)).chain(() -> pricesSince(since));
    }

    private Uni<Void> pricesSince(Instant since) {
        return pool.preparedQuery(MISSED_PRICES)
                .execute(Tuple.of(Columns.atUtc(since)))
                .chain(rows -> {
                    List<Arrival> arrivals = new ArrayList<>();
                    for (Row row : rows) {
                        arrivals.add(Arrival.price(
                                row.getString("ref"),
                                row.getOffsetDateTime("price_time").toInstant(),
                                row.getBoolean("date_only")));
                    }
                    return arrived(arrivals);
                });
    }

    private Uni<Void> ratesSince(Instant since) {
        return pool.preparedQuery(MISSED)
                .execute(Tuple.of(Columns.atUtc(since)))
                .chain(rows -> {
                    List<Arrival> arrivals = new ArrayList<>();
                    for (Row row : rows) {
                        arrivals.addAll(Arrival.rate(
                                row.getString("from_currency"),
                                row.getString("to_currency"),
                                row.getOffsetDateTime("rate_time").toInstant(),
                                row.getBoolean("date_only")));
                    }
                    return arrived(arrivals);
                });
    }

    private Uni<Void> symbolsSince(Instant since) {
        return pool.preparedQuery(MISSED_SYMBOLS)
                .execute(Tuple.of(Columns.atUtc(since)))
                .chain(rows -> {
                    List<Arrival> arrivals = new ArrayList<>();
                    for (Row row : rows) arrivals.add(Arrival.symbol(row.getString("symbol")));
                    return arrived(arrivals);
                });
    }

    private List<OutRecord> records(Map<PortfolioRef, List<TransactionKey>> woken) {
        List<OutRecord> records = new ArrayList<>();
        woken.forEach((ref, keys) -> {
            for (int from = 0; from < keys.size(); from += CHUNK) {
                records.add(record(ref, keys.subList(from, Math.min(keys.size(), from + CHUNK))));
            }
        });
        return records;
    }

    private OutRecord record(PortfolioRef ref, List<TransactionKey> keys) {
        JsonArray transactions = new JsonArray();
        keys.forEach(k ->
                transactions.add(new JsonObject().put("source", k.source()).put("transaction_id", k.transactionId())));
        Instant now = clock.instant();
        JsonObject event = new JsonObject()
                .put("event_id", UUID.randomUUID().toString())
                .put("event_type", Commands.HEAL)
                .put("schema_version", 1)
                .put("occurred_at", now.toString())
                .put("owner", ref.owner().toString())
                .put(
                        "data",
                        new JsonObject().put("portfolio_id", ref.portfolioId()).put("transactions", transactions));
        return new OutRecord(topics.rawTransactions(), ref.recordKey(), event.encode());
    }
}
