package dev.truemark.market;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.truemark.ingest.format.ReceivedBenchmark;
import dev.truemark.ingest.format.ReceivedBenchmark.Kind;
import dev.truemark.ingest.format.ReceivedBenchmark.Point;
import dev.truemark.ingest.format.ReceivedBenchmark.Share;
import dev.truemark.market.MarketFact.BenchmarkTold;
import dev.truemark.market.MarketRows.Told;
import dev.truemark.platform.json.DecimalText;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes what a batch told of benchmarks: the terms, where they changed, and of each date the last word, where it is
 * another than the known one. Terms that a record leaves out stay as they are known.
 */
final class BenchmarkRows {
    private static final String TERMS = """
            WITH told AS MATERIALIZED (
                SELECT v.benchmark_id, coalesce(v.name, known.name) AS name, coalesce(v.currency, known.currency) AS currency,
                    v.kind, coalesce(v.blend, CASE WHEN v.kind = known.kind THEN known.blend END) AS blend,
                    coalesce(v.rebalancing, known.rebalancing, 'DAILY') AS rebalancing, v.n
                FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]::jsonb[], $6::text[]) WITH ORDINALITY
                    AS v(benchmark_id, name, currency, kind, blend, rebalancing, n)
                LEFT JOIN LATERAL (
                    SELECT f.* FROM benchmark_fact f
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = f.batch_id OFFSET 0) b
                    WHERE f.benchmark_id = v.benchmark_id ORDER BY b.recorded_at DESC LIMIT 1) known ON true
                WHERE known.benchmark_id IS NULL
                    OR (known.name, known.currency, known.kind, known.blend, known.rebalancing) IS DISTINCT FROM (
                        coalesce(v.name, known.name), coalesce(v.currency, known.currency), v.kind,
                        coalesce(v.blend, CASE WHEN v.kind = known.kind THEN known.blend END),
                        coalesce(v.rebalancing, known.rebalancing))),
            kept AS (
                INSERT INTO benchmark_fact (benchmark_id, batch_id, name, currency, kind, blend, rebalancing)
                SELECT benchmark_id, $7, name, currency, kind, blend, rebalancing FROM told)
            SELECT n FROM told""";
    private static final String POINTS = """
            WITH told AS MATERIALIZED (
                SELECT v.* FROM unnest($1::text[], $2::text[], $3::date[], $4::text[]::numeric[]) WITH ORDINALITY
                    AS v(benchmark_id, kind, point_date, value, n)
                LEFT JOIN LATERAL (
                    SELECT p.value FROM benchmark_point p
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                    WHERE p.benchmark_id = v.benchmark_id AND p.kind = v.kind AND p.point_date = v.point_date
                    ORDER BY b.recorded_at DESC LIMIT 1) known ON true
                WHERE known.value IS DISTINCT FROM v.value),
            kept AS (
                INSERT INTO benchmark_point (benchmark_id, kind, point_date, batch_id, value)
                SELECT benchmark_id, kind, point_date, $5, value FROM told)
            SELECT n FROM told""";

    private BenchmarkRows() {}

    private record PointKey(String benchmarkId, Kind kind, LocalDate date) {}

    private record ToldPoint(Told<BenchmarkTold> by, Point point) {}

    /** Returns those that told something new. */
    static Uni<Set<Told<BenchmarkTold>>> keep(SqlConnection tx, long batchId, Collection<Told<BenchmarkTold>> told) {
        Set<Told<BenchmarkTold>> news = new HashSet<>();
        if (told.isEmpty()) return Uni.createFrom().item(news);
        List<Told<BenchmarkTold>> terms = lastTerms(told);
        List<ToldPoint> points = lastPoints(told);
        return tx.preparedQuery(TERMS)
                .execute(termsOf(terms).addLong(batchId))
                .invoke(rows -> each(rows, n -> news.add(terms.get(n))))
                .chain(() -> points.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tx.preparedQuery(POINTS)
                                .execute(pointsOf(points).addLong(batchId))
                                .invoke(rows ->
                                        each(rows, n -> news.add(points.get(n).by())))
                                .replaceWithVoid())
                .replaceWith(news);
    }

    private static void each(RowSet<Row> rows, java.util.function.IntConsumer index) {
        for (Row row : rows) index.accept(row.getLong("n").intValue() - 1);
    }

    private static List<Told<BenchmarkTold>> lastTerms(Collection<Told<BenchmarkTold>> told) {
        Map<String, Told<BenchmarkTold>> last = new LinkedHashMap<>();
        told.forEach(each -> last.merge(benchmark(each).benchmarkId(), each, BenchmarkRows::over));
        return List.copyOf(last.values());
    }

    /** A later record of the batch, with the terms that it leaves out from an earlier one. */
    private static Told<BenchmarkTold> over(Told<BenchmarkTold> before, Told<BenchmarkTold> later) {
        ReceivedBenchmark b = benchmark(before);
        ReceivedBenchmark l = benchmark(later);
        boolean keepsBlend = l.kind() == Kind.BLEND && l.blend().isEmpty();
        ReceivedBenchmark both = new ReceivedBenchmark(
                l.benchmarkId(),
                l.name() == null ? b.name() : l.name(),
                l.currency() == null ? b.currency() : l.currency(),
                l.kind(),
                l.points(),
                keepsBlend ? b.blend() : l.blend(),
                l.rebalancing() == null ? b.rebalancing() : l.rebalancing());
        return new Told<>(new BenchmarkTold(both), later.record(), false);
    }

    private static List<ToldPoint> lastPoints(Collection<Told<BenchmarkTold>> told) {
        Map<PointKey, ToldPoint> last = new LinkedHashMap<>();
        for (Told<BenchmarkTold> each : told) {
            ReceivedBenchmark b = benchmark(each);
            for (Point p : b.points()) {
                last.put(new PointKey(b.benchmarkId(), b.kind(), p.date()), new ToldPoint(each, p));
            }
        }
        return new ArrayList<>(last.values());
    }

    private static Tuple termsOf(List<Told<BenchmarkTold>> terms) {
        return Columns.of(terms.stream().map(BenchmarkRows::benchmark).toList())
                .text(ReceivedBenchmark::benchmarkId)
                .text(ReceivedBenchmark::name)
                .text(ReceivedBenchmark::currency)
                .text(b -> b.kind().name())
                .text(b -> b.kind() == Kind.BLEND ? json(b.blend()) : null)
                .text(b -> b.rebalancing() == null ? null : b.rebalancing().name())
                .tuple();
    }

    private static Tuple pointsOf(List<ToldPoint> points) {
        return Columns.of(points)
                .text(p -> benchmark(p.by()).benchmarkId())
                .text(p -> benchmark(p.by()).kind().name())
                .date(p -> p.point().date())
                .number(p -> p.point().value())
                .tuple();
    }

    private static String json(List<Share> blend) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode(blend.size());
        for (Share each : blend) {
            all.addObject().put("security_id", each.securityId()).put("weight", DecimalText.print(each.weight()));
        }
        return all.toString();
    }

    private static ReceivedBenchmark benchmark(Told<BenchmarkTold> told) {
        return told.fact().benchmark();
    }
}
