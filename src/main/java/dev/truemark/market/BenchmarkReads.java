package dev.truemark.market;

import dev.truemark.ingest.format.ReceivedBenchmark.Kind;
import dev.truemark.ingest.format.ReceivedBenchmark.Rebalancing;
import dev.truemark.ingest.format.ReceivedBenchmark.Share;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Benchmarks as known at a stamp, on the caller's connection. */
@ApplicationScoped
public class BenchmarkReads {
    private static final Instant EVERYTHING = Instant.parse("9999-12-31T00:00:00Z");
    private static final String TERMS = """
            SELECT f.*, f.blend::text AS blend_text FROM benchmark_fact f
            CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = f.batch_id OFFSET 0) b
            WHERE f.benchmark_id = $1 AND b.recorded_at <= $2 ORDER BY b.recorded_at DESC LIMIT 1""";
    private static final String POINTS = """
            SELECT DISTINCT ON (p.point_date) p.point_date, p.value FROM benchmark_point p
            CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
            WHERE p.benchmark_id = $1 AND p.kind = $3 AND p.point_date BETWEEN $4 AND $5 AND b.recorded_at <= $2
            ORDER BY p.point_date, b.recorded_at DESC""";

    /**
     * A benchmark with its points from {@code from} to {@code to}, both inclusive; empty where none of that id is known.
     *
     * @param knownAt a knowledge stamp; empty is everything that the connection sees
     */
    public Uni<Optional<Benchmark>> benchmark(
            SqlClient client, String benchmarkId, LocalDate from, LocalDate to, Optional<Instant> knownAt) {
        Object stamp = Columns.atUtc(knownAt.orElse(EVERYTHING));
        return client.preparedQuery(TERMS).execute(Tuple.of(benchmarkId, stamp)).chain(rows -> {
            if (rows.rowCount() == 0) return Uni.createFrom().item(Optional.empty());
            Row terms = rows.iterator().next();
            String kind = terms.getString("kind");
            return client.preparedQuery(POINTS)
                    .execute(Tuple.of(benchmarkId, stamp, kind, from, to))
                    .map(points -> Optional.of(of(terms, points)));
        });
    }

    private static Benchmark of(Row terms, RowSet<Row> rows) {
        SortedMap<LocalDate, BigDecimal> points = new TreeMap<>();
        for (Row row : rows) points.put(row.getLocalDate("point_date"), row.getBigDecimal("value"));
        return new Benchmark(
                terms.getString("benchmark_id"),
                Optional.ofNullable(terms.getString("name")),
                Optional.ofNullable(terms.getString("currency")),
                Kind.valueOf(terms.getString("kind")),
                points,
                blendOf(terms.getString("blend_text")),
                Rebalancing.valueOf(terms.getString("rebalancing")));
    }

    private static List<Share> blendOf(String json) {
        if (json == null) return List.of();
        List<Share> blend = new ArrayList<>();
        for (Object each : new JsonArray(json)) {
            JsonObject share = (JsonObject) each;
            blend.add(new Share(share.getString("security_id"), new BigDecimal(share.getString("weight"))));
        }
        return blend;
    }
}
