package dev.truemark.market;

import dev.truemark.platform.persistence.Columns;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Tells the database which sources are believed, so that its views choose the same prices and rates. */
@ApplicationScoped
class SourceOrderTable {
    private static final String LOCK = "LOCK TABLE source_order IN EXCLUSIVE MODE";
    private static final String INSERT = """
            INSERT INTO source_order (valid_from, rank, source)
            SELECT * FROM unnest($1::date[], $2::int[], $3::text[])""";

    private final MarketConfig config;
    private final Pool pool;

    SourceOrderTable(MarketConfig config, Pool pool) {
        this.config = config;
        this.pool = pool;
    }

    private record Line(LocalDate from, int rank, String source) {}

    void write(@Observes StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::write);
    }

    private Uni<Void> write() {
        List<Line> lines = new ArrayList<>();
        config.sources().forEach((from, sources) -> {
            if (sources.isEmpty()) lines.add(new Line(from, -1, ""));
            for (int rank = 0; rank < sources.size(); rank++) lines.add(new Line(from, rank, sources.get(rank)));
        });
        return pool.withTransaction(tx -> tx.query(LOCK)
                .execute()
                .chain(() -> tx.query("DELETE FROM source_order").execute())
                .chain(() -> tx.preparedQuery(INSERT)
                        .execute(Columns.of(lines)
                                .date(Line::from)
                                .integer(Line::rank)
                                .text(Line::source)
                                .tuple()))
                .replaceWithVoid());
    }
}
