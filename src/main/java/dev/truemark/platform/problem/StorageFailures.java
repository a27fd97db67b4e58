package dev.truemark.platform.problem;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a database that is away, or busy, from a statement that is wrong. */
final class StorageFailures {
    private static final int MAX_CAUSES = 16;

    /**
     * SQLSTATE classes 08 connection, 53 resources, 57 operator intervention (PostgreSQL manual, appendix A), and the
     * two codes of a transaction that lost to another and may be tried again.
     */
    private static final Set<String> CLASSES = Set.of("08", "53", "57");

    private static final Set<String> RETRY_STATES = Set.of("40001", "40P01");

    private StorageFailures() {}

    static boolean isUnavailable(Throwable failure) {
        Throwable each = failure;
        for (int i = 0; each != null && i < MAX_CAUSES; i++, each = each.getCause()) {
            if (isAway(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(Throwable e) {
        if (e instanceof PgException refused) {
            String state = refused.getSqlState();
            return state != null
                    && state.length() == 5
                    && (RETRY_STATES.contains(state) || CLASSES.contains(state.substring(0, 2)));
        }
        return e instanceof ConnectException
                || e instanceof ClosedConnectionException
                || e instanceof ClosedChannelException
                || e instanceof TimeoutException
                || e instanceof io.smallrye.mutiny.TimeoutException
                || e instanceof org.hibernate.exception.JDBCConnectionException
                || e.getClass().getSimpleName().equals("ConnectionPoolTooBusyException");
    }
}
