package dev.truemark.risk;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.risk.RiskFigures;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.performance.Histories;
import dev.truemark.performance.Measures;
import dev.truemark.performance.PerformanceParameters;
import dev.truemark.performance.PortfolioHistory;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads what the risk of a portfolio is computed from. */
@ApplicationScoped
public class PortfolioRisks {
    private final Histories histories;
    private final Measures measures;
    private final HeavyWork heavy;
    private final Engine engine;

    PortfolioRisks(Histories histories, Measures measures, HeavyWork heavy, Engine engine) {
        this.histories = histories;
        this.measures = measures;
        this.heavy = heavy;
        this.engine = engine;
    }

    /** Since the beginning, by what is usual, against the portfolio's own benchmark. */
    public Uni<PortfolioRiskView> of(BooksQuery query) {
        return of(query, new PerformanceParameters(), new PortfolioRiskParameters());
    }

    /** 422 for a benchmark that is asked for and not known. */
    public Uni<PortfolioRiskView> of(BooksQuery query, PerformanceParameters over, PortfolioRiskParameters by) {
        by.question(LocalDate.MIN);
        boolean net = over.isNet();
        return histories
                .totals(query, over.lastDay(), over.timing())
                .chain(history -> measure(query, by, history)
                        .chain(measure -> heavy.run(() -> view(history, measure, over, by, net))));
    }

    private PortfolioRiskView view(
            PortfolioHistory history,
            Measures.Measure measure,
            PerformanceParameters over,
            PortfolioRiskParameters by,
            boolean net) {
        if (history.days().isEmpty()) {
            PortfolioRisk none = new PortfolioRisk(RiskFigures.undefined(Undefined.NO_HISTORY), List.of(), List.of());
            return PortfolioRiskView.of(
                    history.head(), none, new PortfolioRiskView.Span(null, null, measure.id(), 1), engine.version());
        }
        PortfolioReturns returns = PortfolioReturns.of(history.days(), history.cashTracked(), net, over.timing());
        LocalDate start = returns.clamped(over.start(returns.end()));
        PortfolioRisk.Question asked = by.question(start);
        PortfolioRisk risk = PortfolioRisk.of(
                returns,
                asked,
                measure.benchmark(),
                measure.reason(),
                history.head().baseCurrency());
        return PortfolioRiskView.of(
                history.head(),
                risk,
                new PortfolioRiskView.Span(start, returns.end(), measure.id(), asked.horizon()),
                engine.version());
    }

    private Uni<Measures.Measure> measure(BooksQuery query, PortfolioRiskParameters by, PortfolioHistory history) {
        LocalDate end = history.days().isEmpty()
                ? history.head().asOf()
                : history.days().getLast().date();
        LocalDate start =
                history.days().isEmpty() ? end : history.days().getFirst().date();
        return measures.of(
                query, by.benchmark(), start, end, Optional.of(history.head().knownAt()));
    }
}
