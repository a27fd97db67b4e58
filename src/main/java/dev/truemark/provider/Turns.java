package dev.truemark.provider;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose turn it is to ask. A row of PostgreSQL says when the next one is due, by the database's clock: the instance that moves
 * it takes the turn. One that dies holds it until its lease is over.
 */
@ApplicationScoped
class Turns {
    private static final String TAKE = """
            INSERT INTO provider_turn AS t (source, task, due)
            VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
            ON CONFLICT (source, task) DO UPDATE SET due = excluded.due WHERE t.due <= clock_timestamp()
            RETURNING t.due, t.failures, t.resume_after""";
    private static final String END = """
            UPDATE provider_turn SET due = clock_timestamp() + make_interval(secs => $3), failures = $4, resume_after = $5
            WHERE source = $1 AND task = $2 AND due = $6""";
    private static final String REST = """
            INSERT INTO provider_turn AS t (source, task, due)
            SELECT $1, task, clock_timestamp() + make_interval(secs => $2) FROM unnest($3::text[]) AS task
            ON CONFLICT (source, task) DO UPDATE SET due = greatest(t.due, excluded.due)""";

    private static final double NANOS_PER_SECOND = 1e9;

    private final Pool pool;

    Turns(Pool pool) {
        this.pool = pool;
    }

    enum Task {
        QUOTES,
        HISTORY;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A turn that is ours until its lease is over.
     *
     * @param failures    turns before it that failed, in a row
     * @param resumeAfter the security after which the last one stopped; empty where it came to the end
     */
    record Turn(String source, Task task, OffsetDateTime lease, int failures, Optional<String> resumeAfter) {}

    /** Empty where it is not due, or somebody else's. */
    Uni<Optional<Turn>> take(String source, Task task, Duration lease) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(source, task.text(), seconds(lease)))
                .map(rows -> turnOf(source, task, rows));
    }

    private static Optional<Turn> turnOf(String source, Task task, RowSet<Row> rows) {
        if (rows.size() == 0) return Optional.empty();
        Row row = rows.iterator().next();
        return Optional.of(new Turn(
                source,
                task,
                row.getOffsetDateTime("due"),
                row.getInteger("failures"),
                Optional.ofNullable(row.getString("resume_after"))));
    }

    /** Ends a turn, unless its lease was over before. */
    Uni<Void> end(Turn turn, Duration next, int failures, Optional<String> resumeAfter) {
        Tuple parameters = Tuple.tuple()
                .addString(turn.source())
                .addString(turn.task().text())
                .addDouble(seconds(next))
                .addInteger(failures)
                .addString(resumeAfter.orElse(null))
                .addOffsetDateTime(turn.lease());
        return pool.preparedQuery(END).execute(parameters).replaceWithVoid();
    }

    /** Nobody asks the source for anything meanwhile. */
    Uni<Void> rest(String source, Duration pause) {
        return pool.preparedQuery(REST)
                .execute(Tuple.of(
                        source,
                        seconds(pause),
                        Arrays.stream(Task.values()).map(Task::text).toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static Double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }
}
