package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The figures of one window of returns among those that follow one another (DEFINITIONS 20): each by itself is
 * {@link RiskFigures} of the returns in it. Units are those there.
 *
 * @param maxDrawdown       of the index that starts with the window
 * @param var               historical
 * @param expectedShortfall historical
 */
public record RollingRisk(
        Statistic annualisedReturn,
        Statistic volatility,
        Statistic downsideDeviation,
        Statistic sharpe,
        Statistic sortino,
        Statistic maxDrawdown,
        Statistic var,
        Statistic expectedShortfall,
        Statistic beta) {

    /** Of the returns {@code 0…window − 1}, {@code 1…window} and so on; none where no window was asked for. */
    public static List<RollingRisk> of(RiskInput in) {
        List<RollingRisk> all = new ArrayList<>();
        if (in.window().isEmpty()) return all;
        int window = in.window().getAsInt();
        for (int from = 0; from + window <= in.returns().length; from++) all.add(ofOne(part(in, from, from + window)));
        return all;
    }

    /** The same with a beta that was found from elsewhere, as from a benchmark whose points are not those of the returns. */
    public RollingRisk withBeta(Statistic other) {
        return new RollingRisk(
                annualisedReturn,
                volatility,
                downsideDeviation,
                sharpe,
                sortino,
                maxDrawdown,
                var,
                expectedShortfall,
                other);
    }

    private static RollingRisk ofOne(RiskInput part) {
        RiskFigures f = RiskFigures.of(part);
        Statistic drawdown = f.drawdown()
                .map(d -> Statistic.of(d.value()))
                .orElseGet(() -> Statistic.undefined(Undefined.TOTAL_LOSS));
        return new RollingRisk(
                f.annualisedReturn(),
                f.volatility(),
                f.downsideDeviation(),
                f.sharpe(),
                f.sortino(),
                drawdown,
                f.var().historical(),
                f.expectedShortfall().historical(),
                f.relative().beta());
    }

    private static RiskInput part(RiskInput in, int from, int to) {
        Optional<double[]> benchmark = in.benchmark().map(all -> Arrays.copyOfRange(all, from, to));
        return new RiskInput(
                Arrays.copyOfRange(in.returns(), from, to),
                benchmark,
                Arrays.copyOfRange(in.riskFree(), from, to),
                in.minimumAcceptable(),
                in.periodsPerYear(),
                in.confidence(),
                OptionalInt.empty(),
                in.leastReturns());
    }
}
