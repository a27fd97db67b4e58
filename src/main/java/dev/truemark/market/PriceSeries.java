package dev.truemark.market;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The newest prices of securities at many moments, as {@link PriceReads} has them: closes are read once for all moments, one
 * range of the index per security, and only timed prices are sought moment by moment, from the first of them on.
 */
final class PriceSeries {
    /** About as many closes are read at once: an answer is decoded on the event loop, which must not stand still for long. */
    private static final int MOST_CLOSES = 20_000;

    private static final String SECURITIES = """
            WITH security AS MATERIALIZED (
                SELECT v.security_id, coalesce(i.symbol, v.security_id) AS symbol
                FROM unnest($1::text[]) AS v(security_id)
                LEFT JOIN LATERAL %2$s i ON true),
            key AS MATERIALIZED (
                SELECT s.security_id, k.by_symbol, CASE WHEN k.by_symbol THEN s.symbol ELSE s.security_id END AS price_key
                FROM security s, (VALUES (false), (true)) AS k(by_symbol)),
            """;

    /** What is believed of the prices of a key and a kind at the times of a condition: of each time and source. */
    private static final String BELIEVED = """
            SELECT DISTINCT ON (w.price_time, w.source) w.price_time, w.source, w.price, w.currency FROM (
                SELECT DISTINCT ON (p.price_time, p.source, p.partition)
                    p.price_time, p.source, p.partition, p.told_at, p.price, p.currency
                FROM market_price p
                CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only = %3$s AND %4$s AND %1$s
                ORDER BY p.price_time, p.source, p.partition, b.recorded_at DESC, p.kafka_offset DESC) w
            ORDER BY w.price_time, w.source, w.told_at DESC, w.partition DESC""";

    /** $2 the first bound, $3 the last: the newest close before the first, and all between. */
    private static final String CLOSES = SECURITIES + """
            seek AS MATERIALIZED (
                SELECT k.*, coalesce(t.price_time, $2::timestamptz) AS since FROM key k
                LEFT JOIN LATERAL (
                    SELECT p.price_time FROM market_price p
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                    WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only
                        AND p.price_time < $2 AND %1$s
                    ORDER BY p.price_time DESC LIMIT 1) t ON true)
            SELECT k.security_id, true AS date_only, q.price_time, q.source, q.price, q.currency FROM seek k
            CROSS JOIN LATERAL (
            """ + BELIEVED + ") q ORDER BY k.by_symbol";

    /** $2 numbers of moments, $3 their bounds. */
    private static final String TIMED = SECURITIES + """
            seek AS MATERIALIZED (
                SELECT m.n, k.*, t.price_time FROM key k
                CROSS JOIN LATERAL (
                    SELECT p.price_time FROM market_price p
                    WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND NOT p.date_only
                    ORDER BY p.price_time LIMIT 1) f
                JOIN unnest($2::int[], $3::timestamptz[]) AS m(n, before) ON m.before > f.price_time
                CROSS JOIN LATERAL (
                    SELECT p.price_time FROM market_price p
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                    WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND NOT p.date_only
                        AND p.price_time < m.before AND %1$s
                    ORDER BY p.price_time DESC LIMIT 1) t)
            SELECT k.n, k.security_id, false AS date_only, q.price_time, q.source, q.price, q.currency FROM seek k
            CROSS JOIN LATERAL (
            """ + BELIEVED + ") q ORDER BY k.by_symbol";

    private final List<Moment> moments;
    private final SourceOrder sources;
    private final Map<String, NavigableMap<Instant, List<Price>>> closes = new HashMap<>();
    private final List<Map<String, List<Price>>> timed = new ArrayList<>();

    private PriceSeries(List<Moment> moments, SourceOrder sources) {
        this.moments = moments;
        this.sources = sources;
        moments.forEach(moment -> timed.add(new HashMap<>()));
    }

    /** A book for each of {@code moments}, in their order. */
    static Uni<List<PriceBook>> books(
            SqlClient client, Collection<String> securityIds, List<Moment> moments, Known known, SourceOrder sources) {
        PriceSeries series = new PriceSeries(moments, sources);
        String[] ids = securityIds.stream().distinct().toArray(String[]::new);
        Instant first = moments.stream()
                .map(Moments::datedBefore)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = moments.stream()
                .map(Moments::datedBefore)
                .max(Instant::compareTo)
                .orElseThrow();
        int each = Math.max(1, MOST_CLOSES / moments.size());
        Uni<Void> closes = Uni.createFrom().voidItem();
        for (int n = 0; n < ids.length; n += each) {
            String[] some = Arrays.copyOfRange(ids, n, Math.min(ids.length, n + each));
            Tuple range =
                    known.addTo(Tuple.of(some).addValue(Columns.atUtc(first)).addValue(Columns.atUtc(last)));
            closes = closes.chain(() -> client.preparedQuery(
                            sql(CLOSES, known, "true", "p.price_time >= k.since AND p.price_time < $3"))
                    .execute(range)
                    .invoke(rows -> rows.forEach(series::addClose))
                    .replaceWithVoid());
        }
        return closes.chain(() -> client.preparedQuery(sql(TIMED, known, "false", "p.price_time = k.price_time"))
                        .execute(known.addTo(Moments.addTimedTo(Tuple.of(ids), moments))))
                .invoke(rows -> rows.forEach(series::addTimed))
                .map(rows -> series.books());
    }

    private static String sql(String statement, Known known, String dateOnly, String times) {
        return statement.formatted(known.condition("p", 4), known.termsOf("v.security_id", 4), dateOnly, times);
    }

    private void addClose(Row row) {
        Price price = PriceReads.priceOf(row);
        closes.computeIfAbsent(row.getString("security_id"), id -> new TreeMap<>())
                .computeIfAbsent(price.at(), time -> new ArrayList<>(1))
                .add(price);
    }

    private void addTimed(Row row) {
        timed.get(row.getInteger("n"))
                .computeIfAbsent(row.getString("security_id"), id -> new ArrayList<>(1))
                .add(PriceReads.priceOf(row));
    }

    /** Each is a view: nothing is chosen before it is asked for. */
    private List<PriceBook> books() {
        List<PriceBook> books = new ArrayList<>(moments.size());
        for (int n = 0; n < moments.size(); n++) {
            Moment moment = moments.get(n);
            Map<String, List<Price>> ticks = timed.get(n);
            books.add(security -> moment.newest(candidates(security, moment, ticks), sources));
        }
        return books;
    }

    private List<Price> candidates(String security, Moment moment, Map<String, List<Price>> ticks) {
        List<Price> now = ticks.getOrDefault(security, List.of());
        NavigableMap<Instant, List<Price>> days = closes.get(security);
        Map.Entry<Instant, List<Price>> close = days == null ? null : days.lowerEntry(Moments.datedBefore(moment));
        if (close == null) return now;
        if (now.isEmpty()) return close.getValue();
        List<Price> both = new ArrayList<>(now);
        both.addAll(close.getValue());
        return both;
    }
}
