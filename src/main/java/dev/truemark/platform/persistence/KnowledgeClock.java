package dev.truemark.platform.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Stamps a batch with the instant at which it becomes known. The last statements of its transaction: the lock is taken
 * first and the clock read in a second statement, so stamp order is commit order whatever the instances' clocks say.
 */
public final class KnowledgeClock {
    private static final String LOCK = "SELECT 1 FROM knowledge_clock FOR UPDATE";
    private static final String STAMP = """
            WITH c AS (UPDATE knowledge_clock SET last = greatest(clock_timestamp(), last + interval '1 microsecond') RETURNING last)
            UPDATE batch SET recorded_at = c.last FROM c WHERE id = $1 RETURNING recorded_at""";
    private static final String OPEN = "INSERT INTO batch (stage) VALUES ($1) RETURNING id";

    private KnowledgeClock() {}

    /** Opens a batch in the transaction of {@code tx}. */
    public static Uni<Long> open(SqlConnection tx, String stage) {
        return tx.preparedQuery(OPEN)
                .execute(Tuple.of(stage))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Stamps the batch; nothing may be written in the transaction afterwards. */
    public static Uni<Instant> stamp(SqlConnection tx, long batchId) {
        return tx.query(LOCK)
                .execute()
                .chain(() -> tx.preparedQuery(STAMP).execute(Tuple.of(batchId)))
                .map(rows -> rows.iterator().next().get(OffsetDateTime.class, 0).toInstant());
    }
}
