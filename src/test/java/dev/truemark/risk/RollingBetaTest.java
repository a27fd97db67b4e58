package dev.truemark.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.risk.RollingRisk;
import dev.truemark.ingest.format.ReceivedBenchmark.Kind;
import dev.truemark.ingest.format.ReceivedBenchmark.Rebalancing;
import dev.truemark.market.Benchmark;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The beta of each window, against covariance over variance of the values told. */
class RollingBetaTest {
    private static final int WINDOW = 20;
    /** A Friday. */
    private static final LocalDate START = LocalDate.of(2025, 1, 3);

    private final List<PortfolioDay> days = new ArrayList<>();
    /** Values of the portfolio and levels of the benchmark in the evenings of weekdays. */
    private final SortedMap<LocalDate, BigDecimal> values = new TreeMap<>();

    private final SortedMap<LocalDate, BigDecimal> levels = new TreeMap<>();

    RollingBetaTest() {
        Random random = new Random(7);
        for (int t = 0; t <= 45; t++) {
            LocalDate date = START.plusDays(t);
            BigDecimal value = BigDecimal.valueOf(900_000 + random.nextInt(200_000));
            days.add(new PortfolioDay(date, BaseAmount.of(value), Map.of(), List.of()));
            if (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) continue;
            values.put(date, value);
            levels.put(date, BigDecimal.valueOf(100_000 + random.nextInt(20_000)));
        }
    }

    private List<RollingRisk> windows(SortedMap<LocalDate, BigDecimal> told) {
        Benchmark benchmark = new Benchmark(
                "B", Optional.empty(), Optional.of("EUR"), Kind.LEVELS, told, List.of(), Rebalancing.NONE);
        PortfolioReturns returns = PortfolioReturns.of(days, true, true, FlowTiming.IN_START_OUT_END);
        return PortfolioRisk.of(
                        returns,
                        new PortfolioRisk.Question(START, 0.95, 1, OptionalInt.of(WINDOW), 0.03, 0, 252),
                        Optional.of(benchmark),
                        Undefined.NO_BENCHMARK,
                        "EUR")
                .rolling();
    }

    @Test
    void eachWindowHasTheBetaOfItsOwnReturns() {
        double[] x = returns(values);
        double[] y = returns(levels);

        List<RollingRisk> found = windows(levels);

        assertThat(found).hasSize(x.length - WINDOW + 1);
        for (int n = 0; n < found.size(); n++) {
            assertThat(found.get(n).beta().toOptional().orElseThrow()).isCloseTo(beta(x, y, n), within(1e-10));
        }
    }

    /** A level less leaves a window with 19 times; the windows after it have all of theirs. */
    @Test
    void aWindowWithTooFewPointsHasNone() {
        SortedMap<LocalDate, BigDecimal> told = new TreeMap<>(levels);
        told.remove(START.plusDays(3));

        List<RollingRisk> found = windows(told);

        assertThat(found.get(0).beta().reason()).hasValue(Undefined.TOO_FEW_RETURNS);
        assertThat(found.get(1).beta().reason()).hasValue(Undefined.TOO_FEW_RETURNS);
        assertThat(found.get(2).beta().isDefined()).isTrue();
        assertThat(found.get(0).volatility().isDefined()).isTrue();
    }

    private static double[] returns(SortedMap<LocalDate, BigDecimal> told) {
        double[] all =
                told.values().stream().mapToDouble(BigDecimal::doubleValue).toArray();
        double[] returns = new double[all.length - 1];
        for (int i = 0; i < returns.length; i++) returns[i] = all[i + 1] / all[i] - 1;
        return returns;
    }

    private static double beta(double[] x, double[] y, int from) {
        double meanX = 0;
        double meanY = 0;
        for (int i = from; i < from + WINDOW; i++) {
            meanX += x[i] / WINDOW;
            meanY += y[i] / WINDOW;
        }
        double both = 0;
        double square = 0;
        for (int i = from; i < from + WINDOW; i++) {
            both += (x[i] - meanX) * (y[i] - meanY);
            square += (y[i] - meanY) * (y[i] - meanY);
        }
        return both / square;
    }
}
