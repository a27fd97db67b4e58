package dev.truemark.valuation;

import dev.truemark.core.market.MarketTime;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.persistence.KnowledgeClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.BiFunction;

/** Puts closes, rates and instruments where the market stage keeps them. */
final class StoredQuotes {
    /** A partition that no topic of the tests has, so that nothing else claims its offsets. */
    static final int PARTITION = 1000;

    private static final String PRICE = """
            INSERT INTO market_price (price_key, by_symbol, date_only, price_time, source, batch_id, price, currency, partition, kafka_offset, told_at)
            VALUES ($1, false, true, $2, 'test', $3, $4, $5, $6, $7, now())""";
    private static final String RATE = """
            INSERT INTO fx_rate (from_currency, to_currency, date_only, rate_time, source, batch_id, rate, partition, kafka_offset, told_at)
            VALUES ($1, $2, true, $3, 'test', $4, $5, $6, $7, now())""";
    private static final String INSTRUMENT = """
            INSERT INTO instrument_fact (security_id, batch_id, symbol, name, asset_class, partition, kafka_offset, told_at)
            VALUES ($1, $2, $3, $4, 'EQUITY', 0, 0, now())""";

    private final Pool pool;
    private long offset;

    StoredQuotes(Pool pool) {
        this.pool = pool;
    }

    Instant close(String security, String date, String price, String currency) {
        return known((tx, batch) -> tx.preparedQuery(PRICE)
                .execute(Tuple.of(security, day(date), batch, new BigDecimal(price), currency)
                        .addInteger(PARTITION)
                        .addLong(offset++))
                .replaceWithVoid());
    }

    Instant rate(String from, String to, String date, String rate) {
        return known((tx, batch) -> tx.preparedQuery(RATE)
                .execute(Tuple.of(from, to, day(date), batch, new BigDecimal(rate))
                        .addInteger(PARTITION)
                        .addLong(offset++))
                .replaceWithVoid());
    }

    Instant instrument(String security, String symbol, String name) {
        return known((tx, batch) -> tx.preparedQuery(INSTRUMENT)
                .execute(Tuple.of(security, batch, symbol, name))
                .replaceWithVoid());
    }

    private static Object day(String date) {
        return Columns.atUtc(MarketTime.ofDate(LocalDate.parse(date)));
    }

    private Instant known(BiFunction<SqlConnection, Long, Uni<Void>> write) {
        return pool.withTransaction(tx -> KnowledgeClock.open(tx, "test")
                        .chain(batch -> write.apply(tx, batch).chain(() -> KnowledgeClock.stamp(tx, batch))))
                .await()
                .indefinitely();
    }
}
