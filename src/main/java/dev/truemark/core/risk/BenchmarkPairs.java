package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.risk.Weekdays.DatedReturn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Returns of a portfolio and of its benchmark over the same times, which are those between the points of the benchmark: no
 * day is taken for still because the benchmark says nothing of it.
 *
 * @param periodsPerYear as the points lie: 252 for days, 52, 12, 4 or 1; empty where they lie otherwise
 */
public record BenchmarkPairs(double[] portfolio, double[] benchmark, OptionalDouble periodsPerYear) {
    /** What a point of a benchmark says. */
    public enum Points {
        LEVELS,
        RETURNS
    }

    /**
     * @param days   of the portfolio, by date, without gaps, each with a return
     * @param points of the benchmark; those outside the days are left out
     */
    public static BenchmarkPairs of(List<DatedReturn> days, Points kind, SortedMap<LocalDate, BigDecimal> points) {
        LocalDate start = days.getFirst().date().minusDays(1);
        LocalDate end = days.getLast().date();
        List<Double> portfolio = new ArrayList<>();
        List<Double> benchmark = new ArrayList<>();
        Map.Entry<LocalDate, BigDecimal> before = null;
        for (Map.Entry<LocalDate, BigDecimal> point :
                points.subMap(start, end.plusDays(1)).entrySet()) {
            if (before != null) {
                portfolio.add(between(days, before.getKey(), point.getKey()));
                benchmark.add(benchmarkReturn(kind, before.getValue(), point.getValue()));
            }
            before = point;
        }
        LocalDate last = before == null ? start : before.getKey();
        LocalDate first = points.subMap(start, end.plusDays(1)).isEmpty()
                ? start
                : points.subMap(start, end.plusDays(1)).firstKey();
        return new BenchmarkPairs(doubles(portfolio), doubles(benchmark), perYear(first, last, portfolio.size()));
    }

    private static double benchmarkReturn(Points kind, BigDecimal before, BigDecimal now) {
        return kind == Points.RETURNS ? now.doubleValue() : now.subtract(before).doubleValue() / before.doubleValue();
    }

    private static double between(List<DatedReturn> days, LocalDate from, LocalDate to) {
        int first = (int) ChronoUnit.DAYS.between(days.getFirst().date(), from) + 1;
        int last = (int) ChronoUnit.DAYS.between(days.getFirst().date(), to);
        Statistic linked = Statistic.of(0);
        for (DatedReturn each : days.subList(first, last + 1)) linked = Weekdays.linked(linked, each.value());
        return linked.toOptional().orElseThrow();
    }

    private static OptionalDouble perYear(LocalDate first, LocalDate last, int periods) {
        if (periods == 0) return OptionalDouble.empty();
        double days = ChronoUnit.DAYS.between(first, last) / (double) periods;
        if (days <= 2) return OptionalDouble.of(252);
        if (days >= 6 && days <= 8) return OptionalDouble.of(52);
        if (days >= 28 && days <= 32) return OptionalDouble.of(12);
        if (days >= 88 && days <= 94) return OptionalDouble.of(4);
        return days >= 360 && days <= 370 ? OptionalDouble.of(1) : OptionalDouble.empty();
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Figures against the benchmark; {@code riskFree} is a yearly rate. */
    public Relative relative(double riskFree, OptionalDouble perYear, int leastReturns) {
        OptionalDouble n = perYear.isPresent() ? perYear : periodsPerYear;
        if (n.isEmpty()) return Relative.undefined(Undefined.NO_PERIODS_PER_YEAR);
        double[] free = new double[portfolio.length];
        Arrays.fill(free, riskFree / n.getAsDouble());
        return Relative.of(new RiskInput(
                portfolio,
                Optional.of(benchmark),
                free,
                0,
                n,
                RiskInput.DEFAULT_CONFIDENCE,
                OptionalInt.empty(),
                leastReturns));
    }
}
