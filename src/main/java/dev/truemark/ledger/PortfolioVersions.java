package dev.truemark.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which version the books of many portfolios have reached, in one statement. */
@ApplicationScoped
public class PortfolioVersions {
    private static final String NEWEST = "SELECT id, version FROM portfolio WHERE id = ANY($1) AND deleted_at IS NULL";

    private static final String RESTATED = """
            SELECT min(v.restated_from) AS restated_from FROM portfolio p JOIN portfolio_version v ON v.portfolio_key = p.key
            WHERE p.id = $1 AND v.version > $2 AND v.version <= $3""";

    private final Pool pool;

    PortfolioVersions(Pool pool) {
        this.pool = pool;
    }

    /**
     * The first day that any version after {@code after}, up to {@code upTo}, changed although later days were booked by
     * then; empty where the books only went on.
     */
    public Uni<Optional<LocalDate>> restatedFrom(UUID id, long after, long upTo) {
        if (after >= upTo) return Uni.createFrom().item(Optional.empty());
        return pool.preparedQuery(RESTATED)
                .execute(Tuple.of(id, after, upTo))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate("restated_from")));
    }

    /** By the service's id; a portfolio that does not exist, or no more, is left out. */
    public Uni<Map<UUID, Long>> of(Collection<UUID> ids) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Long> versions = new HashMap<>();
                    for (Row row : rows) versions.put(row.getUUID("id"), row.getLong("version"));
                    return versions;
                });
    }
}
