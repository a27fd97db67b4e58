package dev.truemark.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.BlendReturns;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.PortfolioAttribution;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.ingest.format.ReceivedBenchmark.Share;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.market.Benchmark;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Reads what the attribution of a portfolio is computed from. */
@ApplicationScoped
class Attributions {
    private static final FlowTiming TIMING = FlowTiming.IN_START_OUT_END;

    private final Histories histories;
    private final Measures measures;
    private final Segments segments;
    private final HeavyWork heavy;
    private final Engine engine;

    Attributions(Histories histories, Measures measures, Segments segments, HeavyWork heavy, Engine engine) {
        this.histories = histories;
        this.measures = measures;
        this.segments = segments;
        this.heavy = heavy;
        this.engine = engine;
    }

    /**
     * The benchmark is read before the history, to know of which prices, and again as known with it: if it came to hold other
     * securities in between, their prices are missing and there is no attribution, rather than one of two states.
     */
    Uni<AttributionsView> of(
            BooksQuery query,
            PerformanceParameters over,
            Optional<String> benchmark,
            Segments.By by,
            PortfolioAttribution.Rules rules) {
        return measure(query, benchmark, query.knownAt())
                .chain(first -> histories
                        .of(query, over.lastDay(), TIMING, securities(first))
                        .chain(history -> measure(
                                        query,
                                        benchmark,
                                        Optional.of(history.head().knownAt()))
                                .chain(measure -> parts(history, measure, by)
                                        .chain(part -> heavy.run(() -> {
                                            AttributionsView.Question asked = new AttributionsView.Question(
                                                    over.isNet(), by, rules, measure.id());
                                            return view(history, measure, over, part, asked);
                                        })))));
    }

    private Uni<Measures.Measure> measure(BooksQuery query, Optional<String> benchmark, Optional<Instant> knownAt) {
        return measures.of(query, benchmark, LocalDate.EPOCH, LocalDate.EPOCH, knownAt);
    }

    private static List<String> securities(Measures.Measure measure) {
        return measure.benchmark()
                .map(each -> each.blend().stream().map(Share::securityId).toList())
                .orElse(List.of());
    }

    private Uni<UnaryOperator<String>> parts(PortfolioHistory history, Measures.Measure measure, Segments.By by) {
        TreeSet<String> all = new TreeSet<>(securities(measure));
        history.days().forEach(day -> {
            all.addAll(day.positions().keySet());
            day.movements().forEach(each -> all.add(each.securityId()));
        });
        return segments.of(all, history, by);
    }

    private AttributionsView view(
            PortfolioHistory history,
            Measures.Measure measure,
            PerformanceParameters over,
            UnaryOperator<String> part,
            AttributionsView.Question asked) {
        if (history.days().isEmpty()) {
            return AttributionsView.of(
                    history.head(),
                    asked,
                    null,
                    null,
                    PortfolioAttribution.Result.undefined(Undefined.NO_HISTORY),
                    engine.version());
        }
        PortfolioReturns returns = PortfolioReturns.of(history.days(), history.cashTracked(), asked.net(), TIMING);
        LocalDate start = returns.clamped(over.start(returns.end()));
        return AttributionsView.of(
                history.head(),
                asked,
                start,
                returns.end(),
                result(history, returns, start, measure, part, asked),
                engine.version());
    }

    private static PortfolioAttribution.Result result(
            PortfolioHistory history,
            PortfolioReturns returns,
            LocalDate start,
            Measures.Measure measure,
            UnaryOperator<String> part,
            AttributionsView.Question asked) {
        if (measure.benchmark().isEmpty()) return PortfolioAttribution.Result.undefined(measure.reason());
        Benchmark benchmark = measure.benchmark().get();
        if (benchmark.blend().isEmpty()) {
            return PortfolioAttribution.Result.undefined(Undefined.BENCHMARK_WITHOUT_WEIGHTS);
        }
        int first = (int) ChronoUnit.DAYS.between(returns.start(), start);
        List<BlendReturns.Prices> prices =
                history.others().subList(first, history.others().size());
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        benchmark.blend().forEach(share -> weights.merge(share.securityId(), share.weight(), BigDecimal::add));
        return BlendReturns.of(
                        prices,
                        weights,
                        BlendReturns.Rebalancing.valueOf(benchmark.rebalancing().name()))
                .map(parts -> PortfolioAttribution.of(returns, start, parts, asked.net(), part, asked.rules()))
                .orElseGet(() -> PortfolioAttribution.Result.undefined(Undefined.VALUE_UNKNOWN));
    }
}
