package dev.truemark.analytics;

import dev.truemark.allocation.AllocationView;
import dev.truemark.allocation.Allocations;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.performance.PerformanceView;
import dev.truemark.performance.Performances;
import dev.truemark.risk.PortfolioRiskView;
import dev.truemark.risk.PortfolioRisks;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The figures of a portfolio, all of one date and one state of knowledge, each from the function that REST answers with. */
@ApplicationScoped
class Figures {
    private final ValuationService valuations;
    private final Performances performances;
    private final PortfolioRisks risks;
    private final Allocations allocations;

    Figures(ValuationService valuations, Performances performances, PortfolioRisks risks, Allocations allocations) {
        this.valuations = valuations;
        this.performances = performances;
        this.risks = risks;
        this.allocations = allocations;
    }

    /** @param query by which REST answers the same figures for ever */
    record Of(
            BooksQuery query,
            Valued valued,
            PerformanceView performance,
            PortfolioRiskView risk,
            AllocationView allocation) {
        BooksHead head() {
            return valued.books().head();
        }
    }

    /** As of a date and as known at an instant, so that every figure is of the same state. */
    Uni<Of> of(BooksQuery pinned) {
        return valuations
                .value(pinned)
                .chain(valued -> performances
                        .of(pinned)
                        .chain(performance -> risks.of(pinned)
                                .chain(risk -> allocations
                                        .of(valued)
                                        .map(allocation -> new Of(pinned, valued, performance, risk, allocation)))));
    }
}
