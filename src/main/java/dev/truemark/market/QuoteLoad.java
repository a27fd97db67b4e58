package dev.truemark.market;

import dev.truemark.market.MarketFact.InstrumentTold;
import dev.truemark.market.MarketFact.PriceKey;
import dev.truemark.market.MarketFact.PriceTold;
import dev.truemark.market.MarketFact.RateTold;
import dev.truemark.market.MarketFact.Telling;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.persistence.Snapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** Reads the quote book from the facts, with the offsets up to which they were stored, in one snapshot. */
@ApplicationScoped
class QuoteLoad {
    private static final String OFFSETS = "SELECT topic, partition, next_offset FROM stage_offset WHERE stage = $1";
    private static final String INSTRUMENTS = """
            SELECT DISTINCT ON (f.security_id, f.partition) f.*, f.terms::text AS terms_text
            FROM instrument_fact f JOIN batch b ON b.id = f.batch_id
            ORDER BY f.security_id, f.partition, b.recorded_at DESC, f.kafka_offset DESC""";
    /** The newest time that is settled, and whatever is from after it; the keys by skipping along the primary key. */
    private static final String PRICES = """
            WITH RECURSIVE k AS (
                (SELECT price_key, by_symbol FROM market_price ORDER BY price_key, by_symbol LIMIT 1)
                UNION ALL
                SELECT next.price_key, next.by_symbol FROM k CROSS JOIN LATERAL (
                    SELECT p.price_key, p.by_symbol FROM market_price p
                    WHERE (p.price_key, p.by_symbol) > (k.price_key, k.by_symbol)
                    ORDER BY p.price_key, p.by_symbol LIMIT 1) next)
            SELECT k.price_key, k.by_symbol, d.date_only, q.*
            FROM k
            CROSS JOIN (VALUES (false, $1::timestamptz), (true, $2::timestamptz)) AS d(date_only, settled)
            LEFT JOIN LATERAL (
                SELECT p.price_time FROM market_price p
                WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only = d.date_only
                    AND p.price_time <= d.settled
                ORDER BY p.price_time DESC LIMIT 1) t ON true
            CROSS JOIN LATERAL (
                SELECT DISTINCT ON (p.price_time, p.source, p.partition)
                    p.price_time, p.source, p.partition, p.told_at, p.price, p.currency, p.volume
                FROM market_price p CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only = d.date_only
                    AND p.price_time >= coalesce(t.price_time, d.settled)
                ORDER BY p.price_time, p.source, p.partition, b.recorded_at DESC, p.kafka_offset DESC) q""";

    private static final String RATES = """
            WITH RECURSIVE k AS (
                (SELECT from_currency, to_currency FROM fx_rate ORDER BY from_currency, to_currency LIMIT 1)
                UNION ALL
                SELECT next.from_currency, next.to_currency FROM k CROSS JOIN LATERAL (
                    SELECT f.from_currency, f.to_currency FROM fx_rate f
                    WHERE (f.from_currency, f.to_currency) > (k.from_currency, k.to_currency)
                    ORDER BY f.from_currency, f.to_currency LIMIT 1) next)
            SELECT k.from_currency, k.to_currency, d.date_only, q.*
            FROM k
            CROSS JOIN (VALUES (false, $1::timestamptz), (true, $2::timestamptz)) AS d(date_only, settled)
            LEFT JOIN LATERAL (
                SELECT r.rate_time FROM fx_rate r
                WHERE r.from_currency = k.from_currency AND r.to_currency = k.to_currency AND r.date_only = d.date_only
                    AND r.rate_time <= d.settled
                ORDER BY r.rate_time DESC LIMIT 1) t ON true
            CROSS JOIN LATERAL (
                SELECT DISTINCT ON (r.rate_time, r.source, r.partition)
                    r.rate_time, r.source, r.partition, r.told_at, r.rate
                FROM fx_rate r CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = r.batch_id OFFSET 0) b
                WHERE r.from_currency = k.from_currency AND r.to_currency = k.to_currency AND r.date_only = d.date_only
                    AND r.rate_time >= coalesce(t.rate_time, d.settled)
                ORDER BY r.rate_time, r.source, r.partition, b.recorded_at DESC, r.kafka_offset DESC) q""";

    private final Pool pool;
    private final QuoteBook book;
    private final Clock clock;

    QuoteLoad(Pool pool, QuoteBook book, Clock clock) {
        this.pool = pool;
        this.book = book;
        this.clock = clock;
    }

    /** The facts as folded, and the next offset of each partition that the stage has read at all. */
    record Loaded(BookState state, Map<TopicPartition, Long> offsets) {}

    Uni<Loaded> load() {
        return Snapshot.read(pool, this::loadAll);
    }

    private Uni<Loaded> loadAll(SqlConnection connection) {
        BookState state = book.empty();
        Instant now = clock.instant();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Tuple settled = Tuple.of(Columns.atUtc(now), Columns.atUtc(now.minus(Series.DAY_IS_OVER)));
        return connection
                .preparedQuery(OFFSETS)
                .execute(Tuple.of(MarketStage.NAME))
                .invoke(rows -> {
                    for (Row row : rows) {
                        TopicPartition partition =
                                new TopicPartition(row.getString("topic"), row.getInteger("partition"));
                        offsets.put(partition, row.getLong("next_offset"));
                    }
                })
                .chain(() -> connection.query(INSTRUMENTS).execute())
                .invoke(rows -> fold(state, rows, now, row -> toldBy(row, new InstrumentTold(InstrumentReads.of(row)))))
                .chain(() -> connection.preparedQuery(PRICES).execute(settled))
                .invoke(rows -> fold(state, rows, now, QuoteLoad::priceOf))
                .chain(() -> connection.preparedQuery(RATES).execute(settled))
                .invoke(rows -> fold(state, rows, now, row -> toldBy(row, new RateTold(RateReads.rateOf(row)))))
                .replaceWith(() -> new Loaded(state, offsets));
    }

    private static void fold(BookState state, RowSet<Row> rows, Instant now, Function<Row, Telling> fact) {
        for (Row row : rows) {
            var unused = state.apply(fact.apply(row), now);
        }
    }

    private static Telling toldBy(Row row, MarketFact fact) {
        return new Telling(
                fact,
                row.getInteger("partition"),
                row.getOffsetDateTime("told_at").toInstant());
    }

    private static Telling priceOf(Row row) {
        PriceKey key = new PriceKey(row.getString("price_key"), row.getBoolean("by_symbol"));
        return toldBy(
                row, new PriceTold(key, PriceReads.priceOf(row), Optional.ofNullable(row.getBigDecimal("volume"))));
    }
}
