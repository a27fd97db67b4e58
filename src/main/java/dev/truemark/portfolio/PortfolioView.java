package dev.truemark.portfolio;

import dev.truemark.core.ledger.Policy;
import dev.truemark.ledger.BooksHead;
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
        Boolean feesInCost,
        String benchmarkId,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static PortfolioView of(Portfolio p) {
        return of(p, p.policy(), p.version());
    }

    /** With the policy and the version of the books that an answer is about. */
    public static PortfolioView of(Portfolio p, BooksHead head) {
        return of(p, head.policy(), head.version());
    }

    private static PortfolioView of(Portfolio p, Policy policy, long version) {
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
                policy.costMethod(),
                policy.oversell(),
                policy.dividendTreatment(),
                policy.cashTracking(),
                policy.feesInCost(),
                p.benchmarkId(),
                version,
                p.createdAt(),
                p.updatedAt());
    }
}
