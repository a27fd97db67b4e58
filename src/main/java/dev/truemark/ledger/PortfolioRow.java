package dev.truemark.ledger;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.ingest.format.PolicyEntries;
import io.vertx.mutiny.sqlclient.Row;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A portfolio locked by a batch, with the policies it is booked under.
 *
 * @param lastBooked     the latest trade date that was ever booked here; empty before the first
 * @param policyRevision of these policies; 0 where nothing was ever said of them
 */
record PortfolioRow(
        long key,
        UUID id,
        UUID ownerId,
        String portfolioId,
        String baseCurrency,
        ZoneId zone,
        long version,
        long cashFlowCount,
        Optional<LocalDate> lastBooked,
        Policies policies,
        int policyRevision) {

    static PortfolioRow of(Row row) {
        return new PortfolioRow(
                row.getLong("key"),
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getString("portfolio_id"),
                row.getString("base_currency"),
                ZoneId.of(row.getString("time_zone")),
                row.getLong("version"),
                row.getLong("cash_flow_count"),
                Optional.ofNullable(row.getLocalDate("last_booked")),
                policiesOf(row),
                row.getInteger("policy_revision") == null ? 0 : row.getInteger("policy_revision"));
    }

    private static Policies policiesOf(Row row) {
        if (row.getString("cost_method") == null) return Policies.of(Policy.DEFAULT);
        Policy own = new Policy(
                Policy.CostMethod.valueOf(row.getString("cost_method")),
                Policy.Oversell.valueOf(row.getString("oversell")),
                Policy.DividendTreatment.valueOf(row.getString("dividend_treatment")),
                Policy.CashTracking.valueOf(row.getString("cash_tracking")),
                row.getBoolean("fees_in_cost"));
        return Policies.of(own, PolicyEntries.kept(row.getString("policy_entries")));
    }

    PortfolioRef ref() {
        return new PortfolioRef(ownerId, portfolioId);
    }

    PortfolioRow with(Policies changed) {
        return new PortfolioRow(
                key,
                id,
                ownerId,
                portfolioId,
                baseCurrency,
                zone,
                version,
                cashFlowCount,
                lastBooked,
                changed,
                policyRevision + 1);
    }
}
