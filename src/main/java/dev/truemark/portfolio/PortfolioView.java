package dev.truemark.portfolio;

import dev.truemark.core.ledger.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A portfolio on the wire. */
public record PortfolioView(
        UUID id,
        String portfolioId,
        String name,
        String description,
        String baseCurrency,
        String timeZone,
        LocalDate openDate,
        LocalDate closeDate,
        String riskHorizon,
        Policy.CostMethod costMethod,
        Policy.Oversell oversell,
        Policy.DividendTreatment dividendTreatment,
        Policy.CashTracking cashTracking,
        String benchmarkId,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public static PortfolioView of(Portfolio p) {
        return new PortfolioView(
                p.id(),
                p.portfolioId(),
                p.name(),
                p.description(),
                p.baseCurrency(),
                p.timeZone(),
                p.openDate(),
                p.closeDate(),
                p.riskHorizon(),
                p.policy().costMethod(),
                p.policy().oversell(),
                p.policy().dividendTreatment(),
                p.policy().cashTracking(),
                p.benchmarkId(),
                p.version(),
                p.createdAt(),
                p.updatedAt());
    }
}
