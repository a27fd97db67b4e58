package dev.truemark.portfolio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PolicyEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Policies on the wire: the portfolio's own, and all that holds from a date on or for one security.
 *
 * @param revision   counted from 1; 0 where nothing was ever said and what is usual holds
 * @param recordedAt from when on it was known; null where nothing was ever said
 * @param toldBy     name of the user who said so; null where it came as a record of somebody else
 */
public record PoliciesView(
        int revision,
        Instant recordedAt,
        String toldBy,
        Policy.CostMethod costMethod,
        Policy.Oversell oversell,
        Policy.DividendTreatment dividendTreatment,
        Policy.CashTracking cashTracking,
        boolean feesInCost,
        List<PolicyView> policies) {

    /**
     * One entry; only what it says is there.
     *
     * @param effectiveFrom first trade date; absent where it holds for the whole history
     * @param securityId    absent where it is about all securities
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PolicyView(
            LocalDate effectiveFrom,
            String securityId,
            Policy.CostMethod costMethod,
            Policy.Oversell oversell,
            Policy.DividendTreatment dividendTreatment,
            Boolean feesInCost) {
        static PolicyView of(PolicyEntry entry) {
            return new PolicyView(
                    entry.date().orElse(null),
                    entry.securityId().orElse(null),
                    entry.costMethod().orElse(null),
                    entry.oversell().orElse(null),
                    entry.dividendTreatment().orElse(null),
                    entry.feesInCost().orElse(null));
        }
    }

    static PoliciesView of(ToldPolicies told) {
        Policy own = told.policies().own();
        return new PoliciesView(
                told.revision(),
                told.recordedAt().orElse(null),
                told.toldBy().orElse(null),
                own.costMethod(),
                own.oversell(),
                own.dividendTreatment(),
                own.cashTracking(),
                own.feesInCost(),
                of(told.policies().entries()));
    }

    static List<PolicyView> of(List<PolicyEntry> entries) {
        return entries.stream().map(PolicyView::of).toList();
    }
}
