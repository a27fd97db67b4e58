package dev.truemark.portfolio;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was said of policies; the ledger writes it. */
@ApplicationScoped
class PolicyRepository {
    /** $1 key of the portfolio, $2 known_at; the newest first. */
    private static final String KNOWN = """
            SELECT y.cost_method, y.oversell, y.dividend_treatment, y.cash_tracking, y.fees_in_cost,
                   y.entries::text AS policy_entries, y.revision AS policy_revision, y.told_by, b.recorded_at
            FROM portfolio_policy y JOIN batch b ON b.id = y.batch_id
            WHERE y.portfolio_key = $1 AND b.recorded_at <= $2
            ORDER BY b.recorded_at DESC LIMIT $3 OFFSET $4""";

    private final Pool pool;

    PolicyRepository(Pool pool) {
        this.pool = pool;
    }

    /** Every word that was known then, the newest first. */
    Uni<Page<ToldPolicies>> history(long portfolio, Instant knownAt, PageRequest page) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(portfolio, Columns.atUtc(knownAt), (long) page.limit() + 1, (long) page.offset()))
                .map(rows -> {
                    List<ToldPolicies> told = new ArrayList<>(rows.size());
                    for (Row row : rows) told.add(of(row));
                    return Page.ofOneMore(told, page);
                });
    }

    /** The word that held then. */
    Uni<ToldPolicies> newest(long portfolio, Instant knownAt) {
        return history(portfolio, knownAt, PageRequest.first(1))
                .map(page -> page.items().stream()
                        .findFirst()
                        .orElseGet(() ->
                                new ToldPolicies(Policies.of(Policy.DEFAULT), 0, Optional.empty(), Optional.empty())));
    }

    private static ToldPolicies of(Row row) {
        return new ToldPolicies(
                PolicyRows.policies(row),
                PolicyRows.revision(row),
                Optional.of(row.getOffsetDateTime("recorded_at").toInstant()),
                Optional.ofNullable(row.getString("told_by")));
    }
}
