package dev.truemark.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets go of alerts that ended long ago, some at a time, so that no rule fills the database however often it fires. */
@ApplicationScoped
class OldAlerts {
    private static final int AT_ONCE = 5000;
    private static final String FORGET = """
            DELETE FROM alert WHERE id IN (
                SELECT id FROM alert WHERE resolved_at < clock_timestamp() - make_interval(secs => $1)
                ORDER BY resolved_at LIMIT $2 FOR UPDATE SKIP LOCKED)""";

    private final Pool pool;
    private final AlertConfig config;

    OldAlerts(Pool pool, AlertConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** How many went. */
    Uni<Integer> forget() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(Watches.seconds(config.keep()), AT_ONCE))
                .map(rows -> rows.rowCount());
    }
}
