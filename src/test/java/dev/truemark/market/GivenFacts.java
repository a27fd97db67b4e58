package dev.truemark.market;

import dev.truemark.core.market.MarketTime;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.persistence.KnowledgeClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Writes market facts as one batch, past the stage, for tests of what is read. */
final class GivenFacts {
    private record Row(String sql, List<Object> values) {}

    private final Pool pool;
    private final List<Row> rows = new ArrayList<>();

    GivenFacts(Pool pool) {
        this.pool = pool;
    }

    /** @param when a date, or an instant */
    GivenFacts price(String security, String when, String price) {
        return price(security, false, when, price, "USD");
    }

    GivenFacts priceIn(String currency, String security, String when, String price) {
        return price(security, false, when, price, currency);
    }

    GivenFacts priceOfSymbol(String symbol, String when, String price) {
        return price(symbol, true, when, price, "USD");
    }

    private GivenFacts price(String key, boolean bySymbol, String when, String price, String currency) {
        rows.add(new Row(
                "INSERT INTO market_price VALUES ($1, $2, $3, $4, $5, $6, $7::text::numeric, $8, NULL, 0, 0, now())",
                List.of(key, bySymbol, when.length() == 10, at(when), "test", 0L, price, currency)));
        return this;
    }

    GivenFacts rate(String from, String to, String when, String rate) {
        rows.add(new Row(
                "INSERT INTO fx_rate VALUES ($1, $2, $3, $4, $5, $6, $7::text::numeric, 0, 0, now())",
                List.of(from, to, when.length() == 10, at(when), "test", 0L, new BigDecimal(rate).toPlainString())));
        return this;
    }

    GivenFacts instrument(String security, String symbol) {
        rows.add(new Row(
                "INSERT INTO instrument_fact (security_id, symbol, name, batch_id, partition, kafka_offset, told_at) VALUES ($1, $2, $3, $4, 0, 0, now())",
                List.of(security, symbol, "Name of " + security, 0L)));
        return this;
    }

    /** Commits the batch; returns the instant at which it became known. */
    Instant known() {
        return pool.withTransaction(tx -> KnowledgeClock.open(tx, "test").chain(batch -> {
                    Uni<Void> all = Uni.createFrom().voidItem();
                    for (Row row : rows) {
                        Tuple values = Tuple.tuple();
                        row.values()
                                .forEach(
                                        value -> values.addValue(Long.valueOf(0).equals(value) ? batch : value));
                        all = all.chain(() ->
                                tx.preparedQuery(row.sql()).execute(values).replaceWithVoid());
                    }
                    return all.chain(() -> KnowledgeClock.stamp(tx, batch));
                }))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static OffsetDateTime at(String when) {
        return Columns.atUtc(when.length() == 10 ? MarketTime.ofDate(LocalDate.parse(when)) : Instant.parse(when));
    }
}
