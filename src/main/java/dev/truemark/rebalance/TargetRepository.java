package dev.truemark.rebalance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.persistence.KnowledgeClock;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Targets as they were told, append-only, each stamped by the knowledge clock. */
@ApplicationScoped
class TargetRepository {
    private static final String LOCK =
            "SELECT key FROM portfolio WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE";
    /** Of each date the newest word known at a stamp; withdrawn ones too. */
    private static final String NEWEST = """
            SELECT DISTINCT ON (t.effective_date) t.effective_date, t.told::text AS told, b.recorded_at
            FROM portfolio_target t JOIN batch b ON b.id = t.batch_id
            WHERE t.portfolio_key = $1 AND b.recorded_at <= $2
            ORDER BY t.effective_date DESC, b.recorded_at DESC""";

    private static final String SAME = """
            SELECT b.recorded_at, t.told IS NOT DISTINCT FROM $3::text::jsonb AS same
            FROM portfolio_target t JOIN batch b ON b.id = t.batch_id
            WHERE t.portfolio_key = $1 AND t.effective_date = $2 ORDER BY b.recorded_at DESC LIMIT 1""";
    private static final String DATES =
            "SELECT count(DISTINCT effective_date) FROM portfolio_target WHERE portfolio_key = $1 AND effective_date <> $2";
    private static final String KEEP =
            "INSERT INTO portfolio_target (portfolio_key, effective_date, batch_id, told) VALUES ($1, $2, $3, $4::text::jsonb)";

    private final Pool pool;
    private final ObjectMapper mapper;

    TargetRepository(Pool pool, ObjectMapper mapper) {
        this.pool = pool;
        this.mapper = mapper;
    }

    /** Targets that hold from a date on. */
    record Dated(LocalDate date, TargetsGiven targets, Instant recordedAt) {}

    /**
     * Keeps what is told of a date; the same told again changes nothing.
     *
     * @param targets empty to withdraw those of the date
     * @return when it became known; empty where there was nothing to withdraw
     */
    Uni<Optional<Instant>> keep(UUID portfolio, LocalDate date, Optional<TargetsGiven> targets, int mostDates) {
        String told = targets.map(this::text).orElse(null);
        return pool.withTransaction(tx -> tx.preparedQuery(LOCK)
                .execute(Tuple.of(portfolio))
                .map(rows -> {
                    for (Row row : rows) return row.getLong("key");
                    throw ProblemException.notFound("There is no such portfolio.");
                })
                .chain(key -> tx.preparedQuery(SAME)
                        .execute(Tuple.of(key, date, told))
                        .chain(rows -> {
                            for (Row row : rows) {
                                Instant known =
                                        row.getOffsetDateTime("recorded_at").toInstant();
                                if (row.getBoolean("same"))
                                    return Uni.createFrom().item(Optional.of(known));
                                return insert(tx, key, date, told).map(Optional::of);
                            }
                            if (told == null) return Uni.createFrom().item(Optional.<Instant>empty());
                            return few(tx, key, date, mostDates)
                                    .chain(() -> insert(tx, key, date, told))
                                    .map(Optional::of);
                        })));
    }

    private static Uni<Void> few(SqlConnection tx, long key, LocalDate date, int most) {
        return tx.preparedQuery(DATES)
                .execute(Tuple.of(key, date))
                .invoke(rows -> {
                    if (rows.iterator().next().getLong(0) >= most) {
                        throw ProblemException.invalid(
                                "date", "TOO_MANY", "A portfolio has targets of " + most + " dates at most.");
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Instant> insert(SqlConnection tx, long key, LocalDate date, String told) {
        return KnowledgeClock.open(tx, "targets")
                .chain(batch -> tx.preparedQuery(KEEP)
                        .execute(Tuple.of(key, date, batch, told))
                        .chain(() -> KnowledgeClock.stamp(tx, batch)));
    }

    /** All that are not withdrawn, as known at a stamp, the newest date first. */
    Uni<List<Dated>> known(long portfolioKey, Instant knownAt) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(portfolioKey, Columns.atUtc(knownAt)))
                .map(rows -> {
                    List<Dated> all = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        String told = row.getString("told");
                        if (told == null) continue;
                        all.add(new Dated(
                                row.getLocalDate("effective_date"),
                                read(told),
                                row.getOffsetDateTime("recorded_at").toInstant()));
                    }
                    return all;
                });
    }

    /** Those in force on a date. */
    Uni<Optional<Dated>> inForce(long portfolioKey, LocalDate date, Instant knownAt) {
        return known(portfolioKey, knownAt)
                .map(all ->
                        all.stream().filter(each -> !each.date().isAfter(date)).findFirst());
    }

    private String text(TargetsGiven targets) {
        try {
            return mapper.writeValueAsString(targets);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("targets that cannot be written", e);
        }
    }

    private TargetsGiven read(String told) {
        try {
            return mapper.readValue(told, TargetsGiven.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept targets can always be read", e);
        }
    }
}
