package dev.truemark.risk;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.risk.RiskFigures;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.market.Benchmark;
import dev.truemark.market.BenchmarkReads;
import dev.truemark.performance.Histories;
import dev.truemark.performance.PerformanceParameters;
import dev.truemark.performance.PortfolioHistory;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.portfolio.PortfolioService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads what the risk of a portfolio is computed from. */
@ApplicationScoped
class PortfolioRisks {
    private final Histories histories;
    private final PortfolioService portfolios;
    private final BenchmarkReads benchmarks;
    private final Pool pool;
    private final HeavyWork heavy;
    private final Engine engine;

    PortfolioRisks(
            Histories histories,
            PortfolioService portfolios,
            BenchmarkReads benchmarks,
            Pool pool,
            HeavyWork heavy,
            Engine engine) {
        this.histories = histories;
        this.portfolios = portfolios;
        this.benchmarks = benchmarks;
        this.pool = pool;
        this.heavy = heavy;
        this.engine = engine;
    }

    /** A benchmark, or why there is none. */
    private record Measure(String id, Optional<Benchmark> benchmark, Undefined reason) {}

    /** 422 for a benchmark that is asked for and not known. */
    Uni<PortfolioRiskView> of(BooksQuery query, PerformanceParameters over, PortfolioRiskParameters by) {
        by.question(LocalDate.MIN);
        boolean net = over.isNet();
        return histories
                .of(query, over.lastDay(), over.timing())
                .chain(history -> measure(query, by, history)
                        .chain(measure -> heavy.run(() -> view(history, measure, over, by, net))));
    }

    private PortfolioRiskView view(
            PortfolioHistory history,
            Measure measure,
            PerformanceParameters over,
            PortfolioRiskParameters by,
            boolean net) {
        if (history.days().isEmpty()) {
            PortfolioRisk none = new PortfolioRisk(RiskFigures.undefined(Undefined.NO_HISTORY), List.of());
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

    private Uni<Measure> measure(BooksQuery query, PortfolioRiskParameters by, PortfolioHistory history) {
        Optional<String> asked = by.benchmark();
        if (asked.isPresent()) {
            return read(asked.get(), history).invoke(found -> {
                if (found.benchmark().isEmpty()) {
                    throw ProblemException.invalid("benchmark_id", "UNKNOWN", "There is no such benchmark.");
                }
            });
        }
        return portfolios
                .get(query.owner(), query.portfolio())
                .chain(portfolio -> portfolio.benchmarkId() == null
                        ? Uni.createFrom().item(new Measure(null, Optional.empty(), Undefined.NO_BENCHMARK))
                        : read(portfolio.benchmarkId(), history));
    }

    private Uni<Measure> read(String id, PortfolioHistory history) {
        LocalDate end = history.days().isEmpty()
                ? history.head().asOf()
                : history.days().getLast().date();
        LocalDate start =
                history.days().isEmpty() ? end : history.days().getFirst().date();
        return benchmarks
                .benchmark(pool, id, start, end, Optional.of(history.head().knownAt()))
                .map(found -> new Measure(id, found, Undefined.BENCHMARK_UNKNOWN));
    }
}
