package dev.truemark.market;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.NewestRates;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.market.RateQuote;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The newest rates of pairs at moments. One statement seeks each pair both ways; only if a pair is not quoted at all, a
 * second one fetches the legs of every possible cross, from which the core chooses.
 */
final class RateReads {
    /** The pairs that are quoted at all, by skipping from one to the next along the primary key. */
    private static final String PAIRS = """
            WITH RECURSIVE pair AS (
                (SELECT from_currency, to_currency FROM fx_rate ORDER BY from_currency, to_currency LIMIT 1)
                UNION ALL
                SELECT next.from_currency, next.to_currency FROM pair p CROSS JOIN LATERAL (
                    SELECT f.from_currency, f.to_currency FROM fx_rate f
                    WHERE (f.from_currency, f.to_currency) > (p.from_currency, p.to_currency)
                    ORDER BY f.from_currency, f.to_currency LIMIT 1) next),
            need AS MATERIALIZED (
                SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[])
                    AS v(from_currency, to_currency, n, timed_before, dated_before)),
            """;

    private static final String QUOTED = """
            leg AS MATERIALIZED (
                SELECT n.n, n.timed_before, n.dated_before, p.from_currency, p.to_currency
                FROM need n JOIN pair p ON p.from_currency = n.from_currency AND p.to_currency = n.to_currency
                UNION ALL
                SELECT n.n, n.timed_before, n.dated_before, p.from_currency, p.to_currency
                FROM need n JOIN pair p ON p.from_currency = n.to_currency AND p.to_currency = n.from_currency)
            """;
    private static final String CROSSED = """
            edge AS (
                SELECT from_currency AS a, to_currency AS b FROM pair
                UNION SELECT to_currency, from_currency FROM pair),
            leg AS MATERIALIZED (
                SELECT DISTINCT n.n, n.timed_before, n.dated_before, p.from_currency, p.to_currency
                FROM need n
                JOIN edge e1 ON e1.a = n.from_currency
                JOIN edge e2 ON e2.a = e1.b AND e2.b = n.to_currency
                JOIN pair p ON (p.from_currency, p.to_currency) IN (
                    (n.from_currency, e1.b), (e1.b, n.from_currency), (e1.b, n.to_currency), (n.to_currency, e1.b)))
            """;
    private static final String NEWEST = """
            SELECT l.n, l.from_currency, l.to_currency, k.date_only, t.rate_time, q.source, q.rate
            FROM leg l
            CROSS JOIN (VALUES (false), (true)) AS k(date_only)
            CROSS JOIN LATERAL (
                SELECT r.rate_time FROM fx_rate r
                CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = r.batch_id OFFSET 0) b
                WHERE r.from_currency = l.from_currency AND r.to_currency = l.to_currency AND r.date_only = k.date_only
                    AND r.rate_time < CASE WHEN k.date_only THEN l.dated_before ELSE l.timed_before END
                    AND %1$s
                ORDER BY r.rate_time DESC LIMIT 1) t
            CROSS JOIN LATERAL (
                SELECT DISTINCT ON (w.source) w.source, w.rate FROM (
                    SELECT DISTINCT ON (r.source, r.partition) r.source, r.partition, r.told_at, r.rate FROM fx_rate r
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = r.batch_id OFFSET 0) b
                    WHERE r.from_currency = l.from_currency AND r.to_currency = l.to_currency AND r.date_only = k.date_only
                        AND r.rate_time = t.rate_time AND %1$s
                    ORDER BY r.source, r.partition, b.recorded_at DESC, r.kafka_offset DESC) w
                ORDER BY w.source, w.told_at DESC, w.partition DESC) q""";

    private RateReads() {}

    /** A pair at one of some moments. */
    record Seek(CurrencyPair pair, int moment) {}

    /** For each moment a book that answers the pairs sought at it. */
    static Uni<List<RateBook>> books(
            SqlClient client, Collection<Seek> seeks, List<Moment> moments, Known known, SourceOrder sources) {
        List<Seek> real = seeks.stream()
                .filter(seek -> !seek.pair().from().equals(seek.pair().to()))
                .distinct()
                .toList();
        if (real.isEmpty()) return Uni.createFrom().item(booksOf(new Found(moments), sources));
        return fetch(client, QUOTED, real, moments, known).chain(rows -> {
            Found found = new Found(moments);
            found.add(rows);
            List<RateBook> books = booksOf(found, sources);
            List<Seek> missing = real.stream()
                    .filter(seek -> books.get(seek.moment())
                                    .rate(seek.pair().from(), seek.pair().to())
                                    .derivation()
                            == Rate.Derivation.MISSING)
                    .toList();
            if (missing.isEmpty()) return Uni.createFrom().item(books);
            return fetch(client, CROSSED, missing, moments, known).map(legs -> {
                found.add(legs);
                return booksOf(found, sources);
            });
        });
    }

    private static List<RateBook> booksOf(Found found, SourceOrder sources) {
        List<RateBook> books = new ArrayList<>();
        for (int n = 0; n < found.moments.size(); n++) {
            books.add(NewestRates.of(found.quotes.get(n), found.moments.get(n), sources));
        }
        return books;
    }

    private static Uni<RowSet<Row>> fetch(
            SqlClient client, String legs, List<Seek> seeks, List<Moment> moments, Known known) {
        Tuple parameters = Columns.of(seeks)
                .text(seek -> seek.pair().from())
                .text(seek -> seek.pair().to())
                .integer(Seek::moment)
                .instant(seek -> moments.get(seek.moment()).timedBefore())
                .instant(seek -> Moments.datedBefore(moments.get(seek.moment())))
                .tuple();
        String newest = NEWEST.formatted(known.condition("r", 6));
        return client.preparedQuery(PAIRS + legs + newest).execute(known.addTo(parameters));
    }

    static RateQuote rateOf(Row row) {
        return new RateQuote(
                row.getString("from_currency"),
                row.getString("to_currency"),
                row.getBigDecimal("rate"),
                row.getOffsetDateTime("rate_time").toInstant(),
                row.getBoolean("date_only"),
                row.getString("source"));
    }

    /** The quotes found for each moment; a leg may serve several pairs of it. */
    private static final class Found {
        private final List<Moment> moments;
        private final List<Set<RateQuote>> quotes = new ArrayList<>();

        Found(List<Moment> moments) {
            this.moments = moments;
            moments.forEach(moment -> quotes.add(new LinkedHashSet<>()));
        }

        void add(RowSet<Row> rows) {
            for (Row row : rows) quotes.get(row.getInteger("n")).add(rateOf(row));
        }
    }
}
