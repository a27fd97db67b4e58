package dev.truemark.portfolio;

import dev.truemark.core.ledger.PolicyEntry;
import java.util.List;
import java.util.UUID;

/**
 * What was asked of policies.
 *
 * @param replaces the revision that held when it was asked
 * @param awaited  whether the books have still to take it; false where nothing changes
 * @param policies as they will be
 */
public record AwaitedPoliciesView(
        String portfolioId, UUID id, int replaces, boolean awaited, List<PoliciesView.PolicyView> policies) {
    static AwaitedPoliciesView of(Portfolio portfolio, List<PolicyEntry> entries, boolean awaited) {
        return new AwaitedPoliciesView(
                portfolio.portfolioId(), portfolio.id(), portfolio.policyRevision(), awaited, PoliciesView.of(entries));
    }
}
