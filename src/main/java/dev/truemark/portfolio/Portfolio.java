package dev.truemark.portfolio;

import dev.truemark.core.ledger.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The profile of a portfolio and how it is booked now. What was not told is null.
 *
 * @param id          unique everywhere
 * @param portfolioId unique for the owner
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
        Policy policy,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
