package dev.truemark.ledger;

import dev.truemark.core.ledger.Policy;
import io.vertx.mutiny.sqlclient.Row;
import java.time.ZoneId;
import java.util.UUID;

/** A portfolio locked by a batch, with the policy it is booked under. */
record PortfolioRow(
        long key,
        UUID id,
        UUID ownerId,
        String portfolioId,
        String baseCurrency,
        ZoneId zone,
        long version,
        long cashFlowCount,
        Policy policy) {

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
                policyOf(row));
    }

    static Policy policyOf(Row row) {
        if (row.getString("cost_method") == null) return Policy.DEFAULT;
        return new Policy(
                Policy.CostMethod.valueOf(row.getString("cost_method")),
                Policy.Oversell.valueOf(row.getString("oversell")),
                Policy.DividendTreatment.valueOf(row.getString("dividend_treatment")),
                Policy.CashTracking.valueOf(row.getString("cash_tracking")),
                row.getBoolean("fees_in_cost"));
    }

    PortfolioRef ref() {
        return new PortfolioRef(ownerId, portfolioId);
    }

    PortfolioRow with(Policy changed) {
        return new PortfolioRow(key, id, ownerId, portfolioId, baseCurrency, zone, version, cashFlowCount, changed);
    }
}
