package dev.truemark.sql;

import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rows of the views, a few at a time from a cursor in a snapshot of their own, so that a download costs no memory.
 *
 * <p><b>Failures.</b> Too many downloads at once: 503. More rows than allowed, where no limit was given, and a database that
 * takes too long: the download is broken off.
 */
@ApplicationScoped
class SqlDownloads {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Pool pool;
    private final SqlConfig config;
    private final Semaphore free;

    SqlDownloads(Pool pool, SqlConfig config) {
        this.pool = pool;
        this.config = config;
        this.free = new Semaphore(config.downloads());
    }

    /**
     * Which rows of a view.
     *
     * @param owner   whose, where the view has owners
     * @param account the only account, where the view has accounts
     * @param from    first day, {@code to} the last
     * @param limit   most rows; without it all, or a failure
     */
    record Rows(
            UUID owner,
            Optional<String> account,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<Integer> limit) {}

    Multi<Buffer> of(SqlView view, Rows wanted, RowFormat format) {
        return Multi.createFrom().deferred(() -> {
            if (!free.tryAcquire()) throw ProblemException.unavailable("Too many downloads run already.", RETRY_AFTER);
            AtomicBoolean held = new AtomicBoolean(true);
            return pool.getConnection()
                    .onItem()
                    .transformToMulti(connection -> rows(connection, view, wanted, format)
                            .onTermination()
                            .call(() -> end(connection)))
                    .onTermination()
                    .invoke(() -> {
                        if (held.getAndSet(false)) free.release();
                    });
        });
    }

    /** Closing the connection gives it back; a transaction that cannot be ended takes its connection with it. */
    private static Uni<Void> end(SqlConnection connection) {
        return connection
                .query("ROLLBACK")
                .execute()
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull()
                .eventually(connection::close);
    }

    private Multi<Buffer> rows(SqlConnection connection, SqlView view, Rows wanted, RowFormat format) {
        Tuple parameters = Tuple.tuple();
        String sql = sql(view, wanted, parameters);
        Multi<Row> rows = connection
                .query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .execute()
                .chain(() -> connection
                        .query("SET LOCAL statement_timeout = "
                                + config.patience().toMillis())
                        .execute())
                .chain(() -> connection.prepare(sql))
                .onItem()
                .transformToMulti(
                        query -> query.createStream(config.fetch(), parameters).toMulti());
        Buffer head = Buffer.buffer();
        format.head(head, view);
        Multi<Buffer> body =
                counted(rows, wanted).group().intoLists().of(config.fetch()).map(some -> written(some, view, format));
        return head.length() == 0
                ? body
                : Multi.createBy().concatenating().streams(Multi.createFrom().item(head), body);
    }

    private Multi<Row> counted(Multi<Row> rows, Rows wanted) {
        if (wanted.limit().isPresent()) return rows;
        AtomicInteger count = new AtomicInteger();
        return rows.invoke(row -> {
            if (count.incrementAndGet() > config.maxRows()) {
                throw new IllegalStateException("a download has more than " + config.maxRows() + " rows");
            }
        });
    }

    private static Buffer written(List<Row> rows, SqlView view, RowFormat format) {
        Buffer out = Buffer.buffer();
        for (Row row : rows) format.row(out, view, row);
        return out;
    }

    private static String sql(SqlView view, Rows wanted, Tuple parameters) {
        StringBuilder where = new StringBuilder(" WHERE true");
        if (view.owned()) add(where, parameters, "owner_id = $", wanted.owner());
        wanted.account().ifPresent(id -> add(where, parameters, "account_id = $", id));
        String date = view.dateColumn().orElse("");
        wanted.from().ifPresent(day -> add(where, parameters, date + " >= $", day));
        wanted.to().ifPresent(day -> add(where, parameters, date + " <= $", day));
        String limit = wanted.limit().map(rows -> " LIMIT " + rows).orElse("");
        return view.select(where.toString()) + limit;
    }

    private static void add(StringBuilder where, Tuple parameters, String condition, Object value) {
        parameters.addValue(value);
        where.append(" AND ").append(condition).append(parameters.size());
    }
}
