package dev.truemark.portfolio;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The profile of a portfolio and how it is booked now. What was not told is null.
 *
 * @param id          unique everywhere
 * @param portfolioId unique for the owner
 * @param policyRevision of its policies; 0 where nothing was said of them
 * @param version     of the books; 0 until something is booked, and so long the currency and the zone may change
 */
public record Portfolio(
        UUID id,
        UUID owner,
        String portfolioId,
        String name,
        String description,
        String baseCurrency,
        String timeZone,
        LocalDate openDate,
        LocalDate closeDate,
        String riskHorizon,
        String benchmarkId,
        Policies policies,
        int policyRevision,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Its own policy, which holds where no entry says otherwise. */
    public Policy policy() {
        return policies.own();
    }
}
