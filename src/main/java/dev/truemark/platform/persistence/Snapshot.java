package dev.truemark.platform.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/** Several statements that see one state of the database. */
public final class Snapshot {
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private Snapshot() {}

    /** Reads with a connection whose statements all see what the first of them saw; they may be sent together. */
    public static <T> Uni<T> read(Pool pool, Function<SqlConnection, Uni<T>> reads) {
        return pool.withConnection(connection -> connection
                .query(BEGIN)
                .execute()
                .chain(() -> reads.apply(connection))
                .eventually(() -> connection.query("ROLLBACK").execute()));
    }
}
