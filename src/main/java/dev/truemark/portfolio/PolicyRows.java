package dev.truemark.portfolio;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.ingest.format.PolicyEntries;
import io.vertx.mutiny.sqlclient.Row;

/** The columns of {@code portfolio_policy}, in whose place a portfolio without a row has what is usual. */
final class PolicyRows {
    private PolicyRows() {}

    static Policies policies(Row row) {
        if (row.getString("cost_method") == null) return Policies.of(Policy.DEFAULT);
        Policy own = new Policy(
                Policy.CostMethod.valueOf(row.getString("cost_method")),
                Policy.Oversell.valueOf(row.getString("oversell")),
                Policy.DividendTreatment.valueOf(row.getString("dividend_treatment")),
                Policy.CashTracking.valueOf(row.getString("cash_tracking")),
                row.getBoolean("fees_in_cost"));
        return Policies.of(own, PolicyEntries.kept(row.getString("policy_entries")));
    }

    static int revision(Row row) {
        Integer revision = row.getInteger("policy_revision");
        return revision == null ? 0 : revision;
    }
}
