package dev.truemark.market;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The newest prices of securities at many moments, as {@link PriceReads} has them: closes are read once for all moments, one
 * range of the index per security, and only timed prices are sought moment by moment, from the first of them on.
 *
 * <p>Those of a security come as one text: rows would be decoded one by one on the event loop, which must not stand still.
 */
final class PriceSeries {
    /** About as many closes are read by one statement: so many take a millisecond of the event loop. */
    private static final int MOST_CLOSES = 35_000;

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

    /** $2 the first bound: from when on the closes of each key are read, which is the newest before it. */
    private static final String SINCE = SECURITIES + """
            seek AS MATERIALIZED (
                SELECT k.*, coalesce(t.price_time, $2::timestamptz) AS since FROM key k
                LEFT JOIN LATERAL (
                    SELECT p.price_time FROM market_price p
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                    WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only
                        AND p.price_time < $2 AND %1$s
                    ORDER BY p.price_time DESC LIMIT 1) t ON true)
            """;

    /** $2 the first bound, $3 the last: the newest close before the first, and all between. */
    private static final String CLOSES = SINCE + """
            SELECT k.security_id, k.by_symbol, q.source, q.currency,
                string_agg((q.price_time AT TIME ZONE 'UTC')::date - DATE '1970-01-01' || ' ' || q.price, ',' ORDER BY q.price_time)
                    AS prices
            FROM seek k
            CROSS JOIN LATERAL (
            """ + BELIEVED
            + ") q GROUP BY k.security_id, k.by_symbol, q.source, q.currency ORDER BY k.by_symbol";

    /** Of what is known surely: the first batch that is not, or may not be. */
    private static final String DOUBTFUL = """
            SELECT least(
                (SELECT min(id) FROM batch WHERE recorded_at > $1),
                (SELECT min(id) FROM batch WHERE recorded_at IS NULL)) AS first""";

    /**
     * The same as {@link #CLOSES} where everything is known and was told once, and several times faster: nothing is looked up
     * or ordered row by row. What is to be told otherwise shows in the answer.
     */
    private static final String PLAIN = SINCE + """
            SELECT k.security_id, q.* FROM seek k
            CROSS JOIN LATERAL (
                SELECT p.source, p.currency, bool_or(p.batch_id >= $5) AS doubtful,
                    string_agg((p.price_time AT TIME ZONE 'UTC')::date - DATE '1970-01-01' || ' ' || p.price, ','
                        ORDER BY p.price_time) AS prices
                FROM market_price p
                WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only
                    AND p.price_time >= k.since AND p.price_time < $3
                GROUP BY p.source, p.currency) q
            ORDER BY k.by_symbol""";

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
            SELECT k.security_id, k.by_symbol, q.source, q.currency,
                string_agg(k.n || ' ' || (extract(epoch FROM q.price_time) * 1000000)::bigint || ' ' || q.price, ',') AS prices
            FROM seek k
            CROSS JOIN LATERAL (
            """ + BELIEVED
            + ") q GROUP BY k.security_id, k.by_symbol, q.source, q.currency ORDER BY k.by_symbol";

    private final SqlClient client;
    private final List<String> securities;
    private final List<Moment> moments;
    private final Known known;
    private final PriceRows read;

    private PriceSeries(
            SqlClient client, List<String> securities, List<Moment> moments, Known known, SourceOrder sources) {
        this.client = client;
        this.securities = securities;
        this.moments = moments;
        this.known = known;
        this.read = new PriceRows(securities, moments, sources);
    }

    /** @param known not by offsets */
    static Uni<PriceLook> look(
            SqlClient client, Collection<String> securityIds, List<Moment> moments, Known known, SourceOrder sources) {
        PriceSeries series =
                new PriceSeries(client, securityIds.stream().distinct().toList(), moments, known, sources);
        return client.preparedQuery(DOUBTFUL)
                .execute(Tuple.of(Columns.atUtc(known.stamp())))
                .map(rows -> rows.iterator().next().getLong("first"))
                .chain(first -> series.closes(first == null ? Long.MAX_VALUE : first))
                .chain(series::timed)
                .map(nothing -> PriceLook.of(moments.size(), series.read));
    }

    private Uni<Void> closes(long doubtful) {
        int each = Math.max(1, MOST_CLOSES / moments.size());
        Uni<Void> all = Uni.createFrom().voidItem();
        for (int n = 0; n < securities.size(); n += each) {
            List<String> some = securities.subList(n, Math.min(securities.size(), n + each));
            all = all.chain(() -> plain(some, doubtful)).chain(this::thorough);
        }
        return all;
    }

    /** Answers those that need another look. */
    private Uni<List<String>> plain(List<String> some, long doubtful) {
        return client.preparedQuery(sql(PLAIN, known, "", ""))
                .execute(range(some).addLong(doubtful))
                .map(read::addPlain);
    }

    private Uni<Void> thorough(List<String> some) {
        if (some.isEmpty()) return Uni.createFrom().voidItem();
        return client.preparedQuery(sql(CLOSES, known, "true", "p.price_time >= k.since AND p.price_time < $3"))
                .execute(range(some))
                .invoke(rows -> rows.forEach(read::addCloses))
                .replaceWithVoid();
    }

    private Tuple range(List<String> some) {
        List<Instant> bounds = moments.stream().map(Moments::datedBefore).toList();
        return known.addTo(Tuple.of(some.toArray(String[]::new))
                .addValue(Columns.atUtc(Collections.min(bounds)))
                .addValue(Columns.atUtc(Collections.max(bounds))));
    }

    private Uni<Void> timed() {
        Tuple seeks = known.addTo(Moments.addTimedTo(Tuple.of(securities.toArray(String[]::new)), moments));
        return client.preparedQuery(sql(TIMED, known, "false", "p.price_time = k.price_time"))
                .execute(seeks)
                .invoke(rows -> rows.forEach(read::addTicks))
                .replaceWithVoid();
    }

    private static String sql(String statement, Known known, String dateOnly, String times) {
        return statement.formatted(known.condition("p", 4), known.termsOf("v.security_id", 4), dateOnly, times);
    }
}
