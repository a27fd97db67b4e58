package dev.truemark.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.market.Benchmark;
import dev.truemark.market.BenchmarkReads;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.portfolio.PortfolioService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Against what portfolios are measured: the benchmark that is asked for, or the portfolio's own. */
@ApplicationScoped
public class Measures {
    private final PortfolioService portfolios;
    private final BenchmarkReads benchmarks;
    private final Pool pool;

    Measures(PortfolioService portfolios, BenchmarkReads benchmarks, Pool pool) {
        this.portfolios = portfolios;
        this.benchmarks = benchmarks;
        this.pool = pool;
    }

    /**
     * A benchmark, or why there is none.
     *
     * @param id null where the portfolio names none
     */
    public record Measure(String id, Optional<Benchmark> benchmark, Undefined reason) {}

    /** With its points from {@code from} to {@code to}; 422 for one that is asked for and not known. */
    public Uni<Measure> of(
            BooksQuery query, Optional<String> asked, LocalDate from, LocalDate to, Optional<Instant> knownAt) {
        if (asked.isPresent()) {
            return read(asked.get(), from, to, knownAt).invoke(found -> {
                if (found.benchmark().isEmpty()) {
                    throw ProblemException.invalid("benchmark_id", "UNKNOWN", "There is no such benchmark.");
                }
            });
        }
        return portfolios
                .get(query.owner(), query.portfolio())
                .chain(portfolio -> portfolio.benchmarkId() == null
                        ? Uni.createFrom().item(new Measure(null, Optional.empty(), Undefined.NO_BENCHMARK))
                        : read(portfolio.benchmarkId(), from, to, knownAt));
    }

    private Uni<Measure> read(String id, LocalDate from, LocalDate to, Optional<Instant> knownAt) {
        return benchmarks
                .benchmark(pool, id, from, to, knownAt)
                .map(found -> new Measure(id, found, Undefined.BENCHMARK_UNKNOWN));
    }
}
