package dev.truemark.performance;

import dev.truemark.core.performance.CashReturn;
import dev.truemark.market.Benchmark;
import dev.truemark.market.BenchmarkReads;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what cash earned, by currency. */
@ApplicationScoped
class CashSeries {
    private static final String FIELD = "cash_benchmark";
    /** A level that was in force at the start of the period was told so many days before it at most. */
    private static final int EARLIER_DAYS = 10;

    private final BenchmarkReads benchmarks;
    private final Pool pool;

    CashSeries(BenchmarkReads benchmarks, Pool pool) {
        this.benchmarks = benchmarks;
        this.pool = pool;
    }

    /** From {@code from} to {@code to}; 422 for a benchmark that is not known, has no series, or is of another currency. */
    Uni<Map<String, CashReturn>> of(CashRates.Named named, LocalDate from, LocalDate to, Instant knownAt) {
        Map<String, CashReturn> all = new LinkedHashMap<>();
        named.rates().forEach((currency, rate) -> all.put(currency, new CashReturn.Yearly(rate)));
        Uni<Map<String, CashReturn>> read = Uni.createFrom().item(all);
        for (Map.Entry<String, String> each : named.benchmarks().entrySet()) {
            read = read.chain(found -> benchmarks
                    .benchmark(pool, each.getValue(), from.minusDays(EARLIER_DAYS), to, Optional.of(knownAt))
                    .map(benchmark -> {
                        found.put(each.getKey(), series(each.getKey(), each.getValue(), benchmark));
                        return found;
                    }));
        }
        return read;
    }

    private static CashReturn series(String currency, String id, Optional<Benchmark> found) {
        Benchmark benchmark = found.orElseThrow(
                () -> ProblemException.invalid(FIELD, "UNKNOWN", "There is no benchmark " + id + "."));
        if (benchmark.currency().filter(own -> !own.equals(currency)).isPresent()) {
            throw ProblemException.invalid(FIELD, "CURRENCY_DIFFERS", id + " is not in " + currency + ".");
        }
        return switch (benchmark.kind()) {
            case LEVELS -> new CashReturn.Levels(benchmark.points());
            case RETURNS -> new CashReturn.Returns(benchmark.points());
            case BLEND ->
                throw ProblemException.invalid(
                        FIELD, "WITHOUT_SERIES", id + " is a blend, and has no series of its own.");
        };
    }
}
