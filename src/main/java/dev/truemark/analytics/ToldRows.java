package dev.truemark.analytics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.UUID;

/** Of which state of a portfolio the world has been told. */
final class ToldRows {
    private static final String READ = """
            SELECT p.key AS portfolio_key, coalesce(t.version, 0) AS version
            FROM portfolio p LEFT JOIN told_figures t ON t.portfolio_key = p.key
            WHERE p.id = $1 AND p.owner_id = $2 AND p.deleted_at IS NULL""";
    private static final String LOCK = """
            INSERT INTO told_figures AS t (portfolio_key, as_of, version)
            SELECT p.key, '-infinity', 0 FROM portfolio p WHERE p.id = $1 AND p.owner_id = $2 AND p.deleted_at IS NULL
            ON CONFLICT (portfolio_key) DO UPDATE SET version = t.version
            RETURNING t.portfolio_key, t.version""";
    private static final String TELL =
            "UPDATE told_figures SET as_of = $2, version = $3, told_at = now() WHERE portfolio_key = $1";

    private ToldRows() {}

    /** @param key 0 where there is no such portfolio */
    record Told(long key, long version) {
        static final Told NOBODY = new Told(0, 0);

        boolean isBefore(long other) {
            return key != 0 && version < other;
        }
    }

    static Uni<Told> read(SqlClient client, UUID owner, UUID portfolio) {
        return told(client, READ, owner, portfolio);
    }

    /** The row is locked until the events are committed. */
    static Uni<Told> lock(SqlConnection tx, UUID owner, UUID portfolio) {
        return told(tx, LOCK, owner, portfolio);
    }

    private static Uni<Told> told(SqlClient client, String sql, UUID owner, UUID portfolio) {
        return client.preparedQuery(sql).execute(Tuple.of(portfolio, owner)).map(rows -> {
            for (Row row : rows) return new Told(row.getLong("portfolio_key"), row.getLong("version"));
            return Told.NOBODY;
        });
    }

    static Uni<Void> tell(SqlConnection tx, long key, LocalDate asOf, long version) {
        return tx.preparedQuery(TELL).execute(Tuple.of(key, asOf, version)).replaceWithVoid();
    }
}
