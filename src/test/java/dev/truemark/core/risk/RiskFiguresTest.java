package dev.truemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskFiguresTest {
    /** Bacon (2008), table 4.1: 24 months. */
    private static final double[] BACON = {
        0.003, 0.026, 0.011, -0.010, 0.015, 0.025, 0.016, 0.067, -0.014, 0.040, -0.005, 0.081, 0.040, -0.037, -0.061,
        0.017, -0.049, -0.022, 0.070, 0.058, -0.065, 0.024, -0.005, -0.009
    };

    /** The benchmark of the same table. */
    private static final double[] BENCHMARK = {
        0.002, 0.025, 0.018, -0.011, 0.014, 0.018, 0.014, 0.065, -0.015, 0.042, -0.006, 0.083, 0.039, -0.038, -0.062,
        0.015, -0.048, 0.021, 0.060, 0.056, -0.067, 0.019, -0.003, 0.000
    };

    /** quantstats' reference values of the same months, checked there against R's PerformanceAnalytics. */
    @Test
    void baconsMonths() {
        RiskFigures f = RiskFigures.of(monthly(BACON));

        is(f.annualisedReturn(), 0.10367828972980941);
        is(f.volatility(), 0.13700015867969229);
        is(f.sharpe(), 0.7883202548144859);
        is(f.sortino(), 1.3592165786838633);
        is(f.calmar(), 0.7166390511623746);
        is(f.omega(), 1.7797833935018055);
        is(f.skewness(), -0.08817174934967567);
        is(f.excessKurtosis(), -0.4076603211860866);
        is(f.var().parametric(), 0.05605155822002584);
        is(f.expectedShortfall().parametric(), 0.0725772784216993);
        is(f.var().historical(), 0.0592);
        is(f.expectedShortfall().historical(), 0.063);
        assertThat(f.drawdown().orElseThrow().value()).isCloseTo(-0.144672955739218, within(1e-12));
    }

    @Test
    void aYearlyRiskFreeRateIsTakenOffEachMonth() {
        double[] monthly = new double[BACON.length];
        Arrays.fill(monthly, 0.02 / 12);

        is(RiskFigures.of(input(BACON, null, monthly, 0, 12, 0)).sharpe(), 0.6423350224414328);
    }

    /** Returns 1 %, −1 %, 3 %, −3 % against 0.5 %: shortfalls 1.5 % and 3.5 %, mean shortage 0.5 %. */
    @Test
    void theMinimumAcceptableReturnDecidesWhatIsDownside() {
        double[] r = {0.01, -0.01, 0.03, -0.03};
        RiskFigures f = RiskFigures.of(input(r, null, new double[4], 0.005, 4, 0));

        double periodic = Math.sqrt((0.015 * 0.015 + 0.035 * 0.035) / 4);
        is(f.downsideDeviation(), periodic * 2);
        is(f.sortino(), -0.005 / periodic * 2);
        is(f.omega(), 0.03 / 0.05);
    }

    /** y = (1, 2, 3, 4) %, x = 2·y + (1, −1, −1, 1) %: the addition is orthogonal to y, so beta is 2 and alpha 0. */
    @Test
    void betaAndAlphaOfASeriesBuiltFromItsBenchmark() {
        double[] y = {0.01, 0.02, 0.03, 0.04};
        double[] x = {0.03, 0.03, 0.05, 0.09};
        Relative f = RiskFigures.of(input(x, y, new double[4], 0, 12, 0)).relative();

        is(f.beta(), 2);
        is(f.alpha(), 0);
        // active 2, 1, 2, 5 %: mean 2.5 %, deviation √(9/3) %
        is(f.trackingError(), Math.sqrt(3) / 100 * Math.sqrt(12));
        is(f.informationRatio(), 2.5 / Math.sqrt(3) * Math.sqrt(12));
    }

    /** With 1 % risk-free both are lower, and alpha is what beta does not explain of it: (4 − 2·1.5) % of 12 months. */
    @Test
    void alphaIsOfExcessReturns() {
        double[] y = {0.01, 0.02, 0.03, 0.04};
        double[] x = {0.03, 0.03, 0.05, 0.09};
        double[] free = {0.01, 0.01, 0.01, 0.01};

        Relative f = RiskFigures.of(input(x, y, free, 0, 12, 0)).relative();

        is(f.beta(), 2);
        is(f.alpha(), 0.01 * 12);
    }

    /** A series against itself. */
    @Test
    void theBenchmarkAgainstItselfHasBetaOne() {
        Relative f = RiskFigures.of(input(BENCHMARK, BENCHMARK, new double[24], 0, 12, 0))
                .relative();

        is(f.beta(), 1);
        is(f.alpha(), 0);
        is(f.trackingError(), 0);
        assertThat(f.informationRatio().reason()).hasValue(Undefined.NO_VARIATION);
    }

    @Test
    void rollingVolatilityIsThatOfEachWindow() {
        RiskFigures f = RiskFigures.of(input(new double[] {0.01, 0.03, 0.03, -0.01}, null, new double[4], 0, 1, 2));

        assertThat(f.rollingVolatility()).hasSize(3);
        is(f.rollingVolatility().get(0), 0.02 / Math.sqrt(2));
        is(f.rollingVolatility().get(1), 0);
        is(f.rollingVolatility().get(2), 0.04 / Math.sqrt(2));
    }

    /** Each window by itself: of 3 % and −1 % it is 1.03 · 0.99 a half of the four, a fall of 1 %, and a worst of 1 %. */
    @Test
    void everyFigureRolls() {
        double[] r = {0.01, 0.03, 0.03, -0.01};
        List<RollingRisk> all =
                RollingRisk.of(input(r, new double[] {0.005, 0.015, 0.015, -0.005}, new double[4], 0, 1, 2));

        assertThat(all).hasSize(3);
        is(all.get(0).volatility(), 0.02 / Math.sqrt(2));
        is(all.get(0).annualisedReturn(), Math.sqrt(1.01 * 1.03) - 1);
        is(all.get(0).sharpe(), 0.02 / (0.02 / Math.sqrt(2)));
        is(all.get(0).maxDrawdown(), 0);
        is(all.get(0).beta(), 2);
        assertThat(all.get(1).sharpe().reason()).hasValue(Undefined.NO_VARIATION);
        assertThat(all.get(1).sortino().reason()).hasValue(Undefined.NO_DOWNSIDE);
        is(all.get(2).maxDrawdown(), -0.01);
        is(all.get(2).downsideDeviation(), 0.01 / Math.sqrt(2));
        is(all.get(2).sortino(), 0.01 / (0.01 / Math.sqrt(2)));
        is(all.get(2).var(), -(-0.01 + 0.05 * 0.04));
        is(all.get(2).expectedShortfall(), 0.01);
        assertThat(RollingRisk.of(input(r, null, new double[4], 0, 1, 5))).isEmpty();
    }

    /** sgajbi's risk engine tests the same ten returns. */
    @Test
    void historicalLossInterpolatesBetweenTheWorst() {
        double[] r = {-0.05, -0.02, -0.01, 0.0, 0.01, 0.01, 0.02, 0.02, 0.03, 0.1};
        RiskFigures f = RiskFigures.of(input(r, null, new double[10], 0, 252, 0));

        is(f.var().historical(), 0.0365);
        is(f.expectedShortfall().historical(), 0.05);
        is(f.var().parametric(), 0.05315163450465207);
    }

    /** Symmetric (S = 0) with K = m₄/m₂² − 3 = −1.5 for ±1, 0: only the term of kurtosis corrects. */
    @Test
    void cornishFisherCorrectsTheNormalQuantile() {
        double[] r = {-0.01, 0, 0.01};
        TailLoss.Losses f = TailLoss.of(r, 0.95);

        double z = -1.6448536269514722;
        double corrected = z + (z * z * z - 3 * z) * -1.5 / 24;
        is(f.var().cornishFisher(), -0.01 * corrected);
        double beyond = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / 0.05;
        is(f.shortfall().cornishFisher(), 0.01 * beyond * (1 + (z * z - 1) * -1.5 / 24));
    }

    /** The mean of the corrected quantile beyond the tail, summed up numerically. */
    @Test
    void theCorrectedShortfallIsTheMeanOfTheCorrectedQuantile() {
        Moments m = Moments.of(BACON);
        double s = m.momentSkewness().toOptional().orElseThrow();
        double k = m.momentKurtosis().toOptional().orElseThrow();
        double sd = m.deviation().toOptional().orElseThrow();
        double from = -12;
        double to = Normal.quantile(0.05);
        int steps = 200_000;
        double h = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double z = from + (i + 0.5) * h;
            double q = z + (z * z - 1) * s / 6 + (z * z * z - 3 * z) * k / 24 - (2 * z * z * z - 5 * z) * s * s / 36;
            sum += q * Normal.density(z) * h;
        }

        assertThat(TailLoss.of(BACON, 0.95)
                        .shortfall()
                        .cornishFisher()
                        .toOptional()
                        .orElseThrow())
                .isCloseTo(-(m.mean() + sd * sum / 0.05), within(1e-9));
    }

    @ParameterizedTest(name = "{0}: {1} from {2} to {3}, again at {4}, {5} under water")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            0.1 -0.1 -0.1 0.5     | -0.19 | 1 | 3 | 4    | 3
            -0.5 0.5              | -0.5  | 0 | 1 | none | 2
            -0.5 1.0              | -0.5  | 0 | 1 | 2    | 2
            0.1 -0.1 0.2 -0.2 0.1 | -0.2  | 3 | 4 | none | 2
            0.1 0 -0.5 1.0        | -0.5  | 2 | 3 | 4    | 2
            -0.1 0.2 -0.1 0.2     | -0.1  | 0 | 1 | 2    | 2
            0.1 0.1               | 0     | 0 | 0 | 0    | 0
            -1 0.5                | -1    | 0 | 1 | none | 2
            """)
    void theDeepestFall(String returns, double value, int peak, int trough, Integer recovery, int underWater) {
        Drawdown found = Drawdown.of(Arrays.stream(returns.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray());

        assertThat(found.value()).isCloseTo(value, within(1e-15));
        assertThat(found.peak()).isEqualTo(peak);
        assertThat(found.trough()).isEqualTo(trough);
        assertThat(found.recovery()).isEqualTo(recovery == null ? OptionalInt.empty() : OptionalInt.of(recovery));
        assertThat(found.underWater()).isEqualTo(underWater);
    }

    @Test
    void returnsThatDoNotVaryHaveNoRatio() {
        RiskFigures f = RiskFigures.of(monthly(new double[] {0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01}));

        is(f.volatility(), 0);
        assertThat(f.sharpe().reason()).hasValue(Undefined.NO_VARIATION);
        assertThat(f.skewness().reason()).hasValue(Undefined.NO_VARIATION);
        assertThat(f.sortino().reason()).hasValue(Undefined.NO_DOWNSIDE);
        assertThat(f.omega().reason()).hasValue(Undefined.NO_DOWNSIDE);
        assertThat(f.calmar().reason()).hasValue(Undefined.NO_DRAWDOWN);
        assertThat(f.relative().beta().reason()).hasValue(Undefined.NO_BENCHMARK);
        assertThat(f.var().cornishFisher().reason()).hasValue(Undefined.NO_VARIATION);
    }

    @Test
    void oneReturnHasNoVolatility() {
        RiskFigures f = RiskFigures.of(monthly(new double[] {0.01}));

        assertThat(f.volatility().reason()).hasValue(Undefined.TOO_FEW_RETURNS);
        assertThat(f.var().historical().reason()).hasValue(Undefined.TOO_FEW_RETURNS);
        is(f.annualisedReturn(), Math.pow(1.01, 12) - 1);
    }

    @Test
    void withoutAYearNothingIsAnnualised() {
        RiskFigures f = RiskFigures.of(input(BACON, null, new double[24], 0, 0, 0));

        assertThat(f.volatility().reason()).hasValue(Undefined.NO_PERIODS_PER_YEAR);
        assertThat(f.annualisedReturn().reason()).hasValue(Undefined.NO_PERIODS_PER_YEAR);
        assertThat(f.var().historical().isDefined()).isTrue();
    }

    @Test
    void morethanATotalLossHasNoIndex() {
        RiskFigures f = RiskFigures.of(monthly(new double[] {0.1, -1.5, 0.2}));

        assertThat(f.annualisedReturn().reason()).hasValue(Undefined.TOTAL_LOSS);
        assertThat(f.drawdown()).isEmpty();
    }

    /** Values to 16 digits as in every table. */
    @ParameterizedTest
    @CsvSource({"0.95, 1.6448536269514722", "0.975, 1.959963984540054", "0.99, 2.3263478740408408", "0.5, 0"})
    void normalQuantiles(double p, double z) {
        assertThat(Normal.quantile(p)).isCloseTo(z, within(1e-13));
        assertThat(Normal.quantile(1 - p)).isCloseTo(-z, within(1e-13));
    }

    /** Against a computation that keeps every height and depth. */
    @Property(tries = 200)
    void theDrawdownIsThatOfAllPairs(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
        double[] r = new Random(seed).doubles(n, -0.2, 0.25).toArray();
        double[] index = new double[n + 1];
        index[0] = 1;
        for (int i = 0; i < n; i++) index[i + 1] = index[i] * (1 + r[i]);
        double worst = 0;
        for (int i = 0; i <= n; i++) {
            for (int j = i; j <= n; j++) worst = Math.min(worst, index[j] / index[i] - 1);
        }

        assertThat(Drawdown.of(r).value()).isCloseTo(worst, within(1e-13));
    }

    private static RiskInput monthly(double[] returns) {
        return input(returns, null, new double[returns.length], 0, 12, 0);
    }

    private static RiskInput input(
            double[] returns, double[] benchmark, double[] riskFree, double minimum, double perYear, int window) {
        return new RiskInput(
                returns,
                Optional.ofNullable(benchmark),
                riskFree,
                minimum,
                perYear == 0 ? OptionalDouble.empty() : OptionalDouble.of(perYear),
                0.95,
                window == 0 ? OptionalInt.empty() : OptionalInt.of(window),
                2);
    }

    private static void is(Statistic figure, double expected) {
        assertThat(figure.toOptional().orElseThrow()).isCloseTo(expected, within(1e-12));
    }
}
