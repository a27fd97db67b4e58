package dev.truemark.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.BlendReturns;
import dev.truemark.core.performance.CashReturn;
import dev.truemark.core.performance.CurrencyDay;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Linking;
import dev.truemark.core.performance.PortfolioCurrencyAttribution;
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

/** Reads what the attribution of a portfolio to markets and currencies is computed from. */
@ApplicationScoped
class CurrencyAttributions {
    private static final FlowTiming TIMING = FlowTiming.IN_START_OUT_END;

    private final Histories histories;
    private final Measures measures;
    private final CashSeries cash;
    private final HeavyWork heavy;
    private final Engine engine;

    CurrencyAttributions(Histories histories, Measures measures, CashSeries cash, HeavyWork heavy, Engine engine) {
        this.histories = histories;
        this.measures = measures;
        this.cash = cash;
        this.heavy = heavy;
        this.engine = engine;
    }

    /** What is asked. */
    record Asked(PerformanceParameters over, Optional<String> benchmark, CashRates.Named cash, Linking linking) {}

    /** What was read, all as known at one stamp. */
    private record Read(
            Histories.Days<CurrencyReader.Day> history, Measures.Measure measure, Map<String, CashReturn> cash) {}

    /** The benchmark is read twice, as {@link Attributions} does. */
    Uni<CurrencyAttributionsView> of(BooksQuery query, Asked asked) {
        return measure(query, asked, query.knownAt()).chain(first -> {
            List<String> others = securities(first);
            return histories
                    .days(
                            query,
                            asked.over().lastDay(),
                            others,
                            frame -> new CurrencyReader(
                                    frame, others, asked.over().isNet()))
                    .chain(history -> read(query, asked, history))
                    .chain(read -> heavy.run(() -> view(read, asked)));
        });
    }

    private Uni<Read> read(BooksQuery query, Asked asked, Histories.Days<CurrencyReader.Day> history) {
        Instant knownAt = history.frame().head().knownAt();
        return measure(query, asked, Optional.of(knownAt))
                .chain(measure -> cash.of(
                                asked.cash(),
                                history.frame().first(),
                                history.frame().last(),
                                knownAt)
                        .map(earned -> new Read(history, measure, earned)));
    }

    private Uni<Measures.Measure> measure(BooksQuery query, Asked asked, Optional<Instant> knownAt) {
        return measures.of(query, asked.benchmark(), LocalDate.EPOCH, LocalDate.EPOCH, knownAt);
    }

    private static List<String> securities(Measures.Measure measure) {
        return measure.benchmark()
                .map(each -> each.blend().stream().map(Share::securityId).toList())
                .orElse(List.of());
    }

    private CurrencyAttributionsView view(Read read, Asked asked) {
        Frame frame = read.history().frame();
        List<CurrencyReader.Day> days = read.history().days();
        if (days.isEmpty()) {
            return CurrencyAttributionsView.of(
                    frame.head(),
                    asked,
                    read.measure().id(),
                    new CurrencyAttributionsView.Over(null, null),
                    PortfolioCurrencyAttribution.Result.undefined(Undefined.NO_HISTORY),
                    engine.version());
        }
        PortfolioReturns returns = PortfolioReturns.of(
                days.stream().map(CurrencyReader.Day::portfolio).toList(),
                frame.cashTracked(),
                asked.over().isNet(),
                TIMING);
        LocalDate start = returns.clamped(asked.over().start(returns.end()));
        int first = (int) ChronoUnit.DAYS.between(returns.start(), start);
        return CurrencyAttributionsView.of(
                frame.head(),
                asked,
                read.measure().id(),
                new CurrencyAttributionsView.Over(start, returns.end()),
                result(read, returns, days.subList(first, days.size()), asked.linking()),
                engine.version());
    }

    private static PortfolioCurrencyAttribution.Result result(
            Read read, PortfolioReturns returns, List<CurrencyReader.Day> days, Linking linking) {
        Measures.Measure measure = read.measure();
        if (measure.benchmark().isEmpty()) return PortfolioCurrencyAttribution.Result.undefined(measure.reason());
        Benchmark benchmark = measure.benchmark().get();
        if (benchmark.blend().isEmpty()) {
            return PortfolioCurrencyAttribution.Result.undefined(Undefined.BENCHMARK_WITHOUT_WEIGHTS);
        }
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        benchmark.blend().forEach(share -> weights.merge(share.securityId(), share.weight(), BigDecimal::add));
        List<CurrencyDay> byCurrency =
                days.stream().map(CurrencyReader.Day::byCurrency).toList();
        String base = read.history().frame().head().baseCurrency();
        return BlendReturns.of(
                        days.stream().map(each -> each.read().others()).toList(),
                        weights,
                        BlendReturns.Rebalancing.valueOf(benchmark.rebalancing().name()))
                .map(blend -> PortfolioCurrencyAttribution.of(returns, byCurrency, blend, read.cash(), base, linking))
                .map(found -> withQuality(found, days))
                .orElseGet(() -> withoutPrices(weights, days));
    }

    /** What a valuation missed says more of an unknown value than the name of its currency. */
    private static PortfolioCurrencyAttribution.Result withQuality(
            PortfolioCurrencyAttribution.Result found, List<CurrencyReader.Day> days) {
        boolean told = found.brokenOn().isEmpty() || !found.missing().isEmpty();
        if (told) return found;
        LocalDate broken = found.brokenOn().orElseThrow();
        List<String> missing = days.stream()
                .filter(each -> !each.byCurrency().date().isBefore(broken.minusDays(1))
                        && !each.byCurrency().date().isAfter(broken))
                .flatMap(each -> each.quality().missing().stream())
                .distinct()
                .toList();
        return new PortfolioCurrencyAttribution.Result(found.attribution(), found.reason(), found.brokenOn(), missing);
    }

    /** The first day on which the price of an instrument of the benchmark, or its rate, is missing. */
    private static PortfolioCurrencyAttribution.Result withoutPrices(
            Map<String, BigDecimal> weights, List<CurrencyReader.Day> days) {
        for (CurrencyReader.Day each : days) {
            List<String> missing = weights.keySet().stream()
                    .filter(security -> !each.read()
                            .others()
                            .bySecurity()
                            .getOrDefault(security, BaseAmount.UNKNOWN)
                            .isKnown())
                    .toList();
            if (!missing.isEmpty()) {
                return new PortfolioCurrencyAttribution.Result(
                        Optional.empty(),
                        Optional.of(Undefined.VALUE_UNKNOWN),
                        Optional.of(each.byCurrency().date()),
                        missing);
            }
        }
        return PortfolioCurrencyAttribution.Result.undefined(Undefined.VALUE_UNKNOWN);
    }
}
