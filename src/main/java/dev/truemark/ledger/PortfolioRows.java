package dev.truemark.ledger;

import dev.truemark.core.ledger.Policy;
import dev.truemark.ingest.format.PolicyEntries;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The portfolios that a batch touches: made where they are missing, and locked in the order of their keys. The lock is that of
 * an update which leaves the key alone: rows elsewhere that refer to a portfolio are written beside it.
 */
final class PortfolioRows {
    private static final String MAKE = """
            INSERT INTO portfolio (owner_id, portfolio_id, name, base_currency, batch_id)
            SELECT owner_id::uuid, portfolio_id, portfolio_id, base_currency, $4::bigint
            FROM unnest($1::text[], $2::text[], $3::text[]) AS v(owner_id, portfolio_id, base_currency)
            WHERE base_currency <> ''
            ORDER BY owner_id, portfolio_id
            ON CONFLICT (owner_id, portfolio_id) DO NOTHING""";
    private static final String LOCK = """
            SELECT p.key, p.id, p.owner_id, p.portfolio_id, p.base_currency, p.time_zone, p.version, p.cash_flow_count, p.last_booked,
                   y.cost_method, y.oversell, y.dividend_treatment, y.cash_tracking, y.fees_in_cost,
                   y.entries::text AS policy_entries, y.revision AS policy_revision
            FROM unnest($1::text[], $2::text[]) AS v(owner_id, portfolio_id)
            JOIN portfolio p ON p.owner_id = v.owner_id::uuid AND p.portfolio_id = v.portfolio_id
            LEFT JOIN LATERAL (
                SELECT * FROM portfolio_policy y JOIN batch b ON b.id = y.batch_id
                WHERE y.portfolio_key = p.key ORDER BY b.recorded_at DESC LIMIT 1) y ON true
            ORDER BY p.key FOR NO KEY UPDATE OF p""";
    private static final String POLICY = """
            INSERT INTO portfolio_policy (portfolio_key, batch_id, cost_method, oversell, dividend_treatment, cash_tracking, fees_in_cost,
                entries, revision, told_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10)""";
    private static final String ADVANCE = """
            WITH v AS (
                SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::date[], $4::date[]) AS v(key, cash_flows, last_day, restated_from)),
            moved AS (
                UPDATE portfolio p SET version = p.version + 1, cash_flow_count = p.cash_flow_count + v.cash_flows,
                    last_booked = greatest(p.last_booked, v.last_day)
                FROM v WHERE p.key = v.key RETURNING p.key, p.version, v.restated_from)
            INSERT INTO portfolio_version (portfolio_key, version, batch_id, restated_from)
            SELECT key, version, $5::bigint, restated_from FROM moved""";

    private PortfolioRows() {}

    /** A portfolio to lock; {@code baseCurrency} counts only if it has to be made. */
    record Wanted(PortfolioRef ref, String baseCurrency) {}

    static Uni<Map<PortfolioRef, PortfolioRow>> lock(SqlConnection tx, long batchId, List<Wanted> wanted) {
        Columns<Wanted> refs = Columns.of(wanted)
                .text(w -> w.ref().owner().toString())
                .text(w -> w.ref().portfolioId());
        Tuple names = refs.tuple();
        Tuple make = Columns.of(wanted)
                .text(w -> w.ref().owner().toString())
                .text(w -> w.ref().portfolioId())
                .text(Wanted::baseCurrency)
                .tuple()
                .addLong(batchId);
        return Uni.join()
                .all(
                        tx.preparedQuery(MAKE).execute(make).replaceWith((io.vertx.mutiny.sqlclient.RowSet<Row>) null),
                        tx.preparedQuery(LOCK).execute(names))
                .andFailFast()
                .map(both -> {
                    Map<PortfolioRef, PortfolioRow> locked = new HashMap<>();
                    for (Row row : both.get(1)) {
                        PortfolioRow p = PortfolioRow.of(row);
                        locked.put(p.ref(), p);
                    }
                    return locked;
                });
    }

    /** The policies of {@code portfolio} as they are from this batch on. */
    static Uni<Void> keepPolicies(SqlConnection tx, long batchId, PortfolioRow portfolio, Optional<String> toldBy) {
        Policy p = portfolio.policies().own();
        Tuple row = Tuple.of(
                        portfolio.key(),
                        batchId,
                        p.costMethod().name(),
                        p.oversell().name())
                .addString(p.dividendTreatment().name())
                .addString(p.cashTracking().name())
                .addBoolean(p.feesInCost())
                .addString(PolicyEntries.json(portfolio.policies().entries()).toString())
                .addInteger(portfolio.policyRevision())
                .addString(toldBy.orElse(null));
        return tx.preparedQuery(POLICY).execute(row).replaceWithVoid();
    }

    /**
     * A new version of a portfolio that changed.
     *
     * @param lastDay      the latest that it books; empty where it books nothing
     * @param restatedFrom the first day that it changes, where that lies before the last day booked so far
     */
    record Advance(long key, long cashFlows, Optional<LocalDate> lastDay, Optional<LocalDate> restatedFrom) {}

    static Uni<Void> advance(SqlConnection tx, long batchId, List<Advance> changed) {
        if (changed.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(changed)
                .bigint(Advance::key)
                .bigint(Advance::cashFlows)
                .date(a -> a.lastDay().orElse(null))
                .date(a -> a.restatedFrom().orElse(null))
                .tuple()
                .addLong(batchId);
        return tx.preparedQuery(ADVANCE).execute(rows).replaceWithVoid();
    }
}
