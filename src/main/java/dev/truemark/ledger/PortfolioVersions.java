package dev.truemark.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Which version the books of many portfolios have reached, in one statement. */
@ApplicationScoped
public class PortfolioVersions {
    private static final String NEWEST = "SELECT id, version FROM portfolio WHERE id = ANY($1) AND deleted_at IS NULL";

    private final Pool pool;

    PortfolioVersions(Pool pool) {
        this.pool = pool;
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
