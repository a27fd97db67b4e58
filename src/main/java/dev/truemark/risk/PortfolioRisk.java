package dev.truemark.risk;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.performance.ValuedReturns;
import dev.truemark.core.risk.BenchmarkPairs;
import dev.truemark.core.risk.Relative;
import dev.truemark.core.risk.RiskFigures;
import dev.truemark.core.risk.RiskInput;
import dev.truemark.core.risk.RollingRisk;
import dev.truemark.core.risk.Weekdays;
import dev.truemark.core.risk.Weekdays.DatedReturn;
import dev.truemark.ingest.format.ReceivedBenchmark.Kind;
import dev.truemark.market.Benchmark;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Risk of a portfolio from its daily time-weighted returns.
 *
 * @param rolling  of every window that was asked for, over one weekday
 * @param weekdays the returns that the figures are of; empty where a day has none
 */
record PortfolioRisk(RiskFigures figures, List<RollingRisk> rolling, List<DatedReturn> weekdays) {
    /** Fewer returns give no volatility (DEFINITIONS 3). */
    private static final int LEAST_RETURNS = 20;

    /** What was asked, of the time after the evening of {@code start}. */
    record Question(
            LocalDate start,
            double confidence,
            int horizon,
            OptionalInt window,
            double riskFreeRate,
            double minimumAcceptable,
            double periodsPerYear) {}

    static PortfolioRisk of(
            PortfolioReturns returns,
            Question asked,
            Optional<Benchmark> benchmark,
            Undefined noBenchmark,
            String base) {
        LocalDate start = returns.clamped(asked.start());
        ValuedReturns part = returns.daily().between(start, returns.end());
        List<DatedReturn> days = part.intervals().stream()
                .map(each -> new DatedReturn(each.date(), each.value()))
                .toList();
        if (!part.linked().isDefined()) {
            return new PortfolioRisk(
                    RiskFigures.undefined(part.linked().reason().orElseThrow()), List.of(), List.of());
        }
        List<DatedReturn> weekdays = Weekdays.of(days);
        double[] r = weekdays.stream()
                .map(DatedReturn::value)
                .mapToDouble(each -> each.toOptional().orElseThrow())
                .toArray();
        double[] free = new double[r.length];
        Arrays.fill(free, asked.riskFreeRate() / asked.periodsPerYear());
        RiskInput input = new RiskInput(
                r,
                Optional.empty(),
                free,
                asked.minimumAcceptable(),
                OptionalDouble.of(asked.periodsPerYear()),
                asked.confidence(),
                asked.window(),
                LEAST_RETURNS);
        Function<List<DatedReturn>, Relative> against = those -> benchmark
                .map(each -> against(those, each, asked, base))
                .orElseGet(() -> Relative.undefined(noBenchmark));
        RiskFigures own = RiskFigures.of(input).overHorizon(asked.horizon()).with(against.apply(days));
        return new PortfolioRisk(own, withBetas(RollingRisk.of(input), days, weekdays, against), weekdays);
    }

    /** Each window has the beta of its own days, as if they were all there is. */
    private static List<RollingRisk> withBetas(
            List<RollingRisk> windows,
            List<DatedReturn> days,
            List<DatedReturn> weekdays,
            Function<List<DatedReturn>, Relative> against) {
        int window = weekdays.size() - windows.size() + 1;
        List<RollingRisk> all = new ArrayList<>(windows.size());
        for (int n = 0; n < windows.size(); n++) {
            int from = n == 0 ? 0 : placeOf(weekdays.get(n - 1), days) + 1;
            int to = placeOf(weekdays.get(n + window - 1), days) + 1;
            all.add(windows.get(n)
                    .withBeta(against.apply(days.subList(from, to)).beta()));
        }
        return all;
    }

    /** Days are without gaps. */
    private static int placeOf(DatedReturn weekday, List<DatedReturn> days) {
        return (int) ChronoUnit.DAYS.between(days.getFirst().date(), weekday.date());
    }

    private static Relative against(List<DatedReturn> days, Benchmark benchmark, Question asked, String base) {
        if (benchmark.kind() == Kind.BLEND) return Relative.undefined(Undefined.BENCHMARK_WITHOUT_SERIES);
        if (benchmark.currency().filter(currency -> !currency.equals(base)).isPresent()) {
            return Relative.undefined(Undefined.BENCHMARK_CURRENCY);
        }
        BenchmarkPairs.Points kind =
                benchmark.kind() == Kind.LEVELS ? BenchmarkPairs.Points.LEVELS : BenchmarkPairs.Points.RETURNS;
        return BenchmarkPairs.of(days, kind, benchmark.points())
                .relative(asked.riskFreeRate(), OptionalDouble.empty(), LEAST_RETURNS);
    }

    /** The day of a place in the series; the evening before it for the start. */
    LocalDate dateOf(int place) {
        return place == 0
                ? weekdays.getFirst().date().minusDays(1)
                : weekdays.get(place - 1).date();
    }
}
