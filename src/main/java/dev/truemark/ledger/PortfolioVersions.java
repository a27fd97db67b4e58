package dev.truemark.ledger;

import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

    private static final String MADE =
            "SELECT b.recorded_at FROM portfolio p JOIN batch b ON b.id = p.batch_id WHERE p.id = $1 AND p.deleted_at IS NULL";

    /** $1 id, $2 after, $3 up to, $4 how many at most. */
    private static final String LEARNT = """
            SELECT v.restated_from, b.recorded_at,
                   array(SELECT f.transaction_id FROM transaction_fact f
                       WHERE f.portfolio_key = v.portfolio_key AND f.batch_id = v.batch_id
                       ORDER BY f.trade_date, f.transaction_id LIMIT 100) AS ids,
                   EXISTS (SELECT 1 FROM transaction_fact f
                       WHERE f.portfolio_key = v.portfolio_key AND f.batch_id = v.batch_id AND f.revision > 1) AS corrected
            FROM portfolio p JOIN portfolio_version v ON v.portfolio_key = p.key JOIN batch b ON b.id = v.batch_id
            WHERE p.id = $1 AND b.recorded_at > $2 AND b.recorded_at <= $3
            ORDER BY v.version LIMIT $4""";

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

    /**
     * A batch that changed the books.
     *
     * @param knownAt      its stamp; no other batch has the same
     * @param restatedFrom the first day that it changed although later days were booked already
     * @param transactions ids of what it told, at most 100
     * @param corrected    whether a revision of something known was among it
     */
    public record Learnt(
            Instant knownAt, Optional<LocalDate> restatedFrom, List<String> transactions, boolean corrected) {
        public Learnt {
            transactions = List.copyOf(transactions);
        }
    }

    /** The first {@code most} batches known after {@code after}, up to {@code upTo}, in that order. */
    public Uni<List<Learnt>> learnt(UUID id, Instant after, Instant upTo, int most) {
        return pool.preparedQuery(LEARNT)
                .execute(Tuple.of(id, Columns.atUtc(after), Columns.atUtc(upTo), (long) most))
                .map(rows -> {
                    List<Learnt> all = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        all.add(new Learnt(
                                row.getOffsetDateTime("recorded_at").toInstant(),
                                Optional.ofNullable(row.getLocalDate("restated_from")),
                                List.of(row.getArrayOfStrings("ids")),
                                row.getBoolean("corrected")));
                    }
                    return all;
                });
    }

    /** When the portfolio became known; empty if there is none, or no more. */
    public Uni<Optional<Instant>> made(UUID id) {
        return pool.preparedQuery(MADE).execute(Tuple.of(id)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(row.getOffsetDateTime("recorded_at").toInstant());
            }
            return Optional.empty();
        });
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
