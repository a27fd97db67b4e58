package dev.truemark.market;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.NewestPrices;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.SourceOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest prices of securities: two index seeks per security, kind of price and moment, in one statement. */
final class PriceReads {
    /** Of each security, told by its id or by its symbol, for an instant or a day: the newest time, from every source. */
    private static final String NEWEST = """
            WITH security AS MATERIALIZED (
                SELECT v.security_id, coalesce(i.symbol, v.security_id) AS symbol
                FROM unnest($1::text[]) AS v(security_id)
                LEFT JOIN LATERAL %2$s i ON true),
            seek AS MATERIALIZED (
                SELECT m.n, s.security_id, k.by_symbol, k.date_only,
                    CASE WHEN k.by_symbol THEN s.symbol ELSE s.security_id END AS price_key,
                    CASE WHEN k.date_only THEN m.dated_before ELSE m.timed_before END AS before
                FROM security s,
                    unnest($2::int[], $3::timestamptz[], $4::timestamptz[]) AS m(n, timed_before, dated_before),
                    (VALUES (false, false), (false, true), (true, false), (true, true)) AS k(by_symbol, date_only))
            SELECT k.n, k.security_id, k.date_only, t.price_time, q.source, q.price, q.currency
            FROM seek k
            CROSS JOIN LATERAL (
                SELECT p.price_time FROM market_price p
                CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only = k.date_only
                    AND p.price_time < k.before AND %1$s
                ORDER BY p.price_time DESC LIMIT 1) t
            CROSS JOIN LATERAL (
                SELECT DISTINCT ON (w.source) w.source, w.price, w.currency FROM (
                    SELECT DISTINCT ON (p.source, p.partition) p.source, p.partition, p.told_at, p.price, p.currency
                    FROM market_price p
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                    WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only = k.date_only
                        AND p.price_time = t.price_time AND %1$s
                    ORDER BY p.source, p.partition, b.recorded_at DESC, p.kafka_offset DESC) w
                ORDER BY w.source, w.told_at DESC, w.partition DESC) q
            ORDER BY k.by_symbol""";

    private PriceReads() {}

    static Uni<List<PriceBook>> books(
            SqlClient client, Collection<String> securityIds, List<Moment> moments, Known known, SourceOrder sources) {
        Tuple seeks = Tuple.of(securityIds.stream().distinct().toArray(String[]::new));
        known.addTo(Moments.addTo(seeks, moments));
        return client.preparedQuery(NEWEST.formatted(known.condition("p", 5), known.termsOf("v.security_id", 5)))
                .execute(seeks)
                .map(rows -> {
                    List<Map<String, List<Price>>> told = new ArrayList<>();
                    moments.forEach(moment -> told.add(new HashMap<>()));
                    for (Row row : rows) {
                        told.get(row.getInteger("n"))
                                .computeIfAbsent(row.getString("security_id"), id -> new ArrayList<>())
                                .add(priceOf(row));
                    }
                    List<PriceBook> books = new ArrayList<>();
                    for (int n = 0; n < moments.size(); n++)
                        books.add(NewestPrices.of(told.get(n), moments.get(n), sources));
                    return books;
                });
    }

    static Price priceOf(Row row) {
        return new Price(
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getOffsetDateTime("price_time").toInstant(),
                row.getBoolean("date_only"),
                row.getString("source"));
    }
}
