package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Sums;
import dev.truemark.core.figure.Undefined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * How a series of returns went, and how it might have gone (DEFINITIONS 20).
 * <p><b>Definition.</b> {@code N} periods a year, {@code n} returns, {@code m} the minimum acceptable one. Annualised return
 * {@code ∏(1 + r)^(N/n) − 1}; volatility {@code s·√N}; downside deviation {@code √(Σmin(r − m, 0)²/n)·√N}; Sharpe
 * {@code mean/s} of excess returns {@code ·√N}; Sortino {@code mean(r − m)/√(Σmin(r − m, 0)²/n)·√N}; Calmar the annualised
 * return over the size of the drawdown; Omega {@code Σmax(r − m, 0)/Σmax(m − r, 0)}; skewness and kurtosis adjusted for the
 * sample.
 * <p><b>Unit.</b> Decimal fractions a year; ratios, skewness and kurtosis without unit; losses and drawdown of a period.
 * <p><b>Numbers.</b> double, 1e-12. <b>Source.</b> C. Bacon, Practical Portfolio Performance Measurement and Attribution
 * (2008), ch. 4; W. Sharpe, J. Portfolio Management 21-1 (1994) 49–58.
 *
 * @param drawdown          empty where a period lost all or more, so that the index ends
 * @param rollingVolatility of the returns {@code 0…window − 1}, {@code 1…window} and so on
 */
public record RiskFigures(
        Statistic annualisedReturn,
        Statistic volatility,
        Statistic downsideDeviation,
        Statistic sharpe,
        Statistic sortino,
        Statistic calmar,
        Statistic omega,
        Statistic skewness,
        Statistic excessKurtosis,
        Optional<Drawdown> drawdown,
        TailLoss var,
        TailLoss expectedShortfall,
        Relative relative,
        List<Statistic> rollingVolatility) {
    public RiskFigures {
        rollingVolatility = List.copyOf(rollingVolatility);
    }

    public static RiskFigures of(RiskInput in) {
        double[] r = in.returns();
        Moments moments = Moments.of(r);
        Optional<Drawdown> drawdown = Arrays.stream(r).anyMatch(each -> each < -1) || r.length == 0
                ? Optional.empty()
                : Optional.of(Drawdown.of(r));
        Statistic annualised = annualised(in);
        Statistic downside = downside(in);
        TailLoss.Losses losses = TailLoss.of(r, in.confidence());
        return new RiskFigures(
                annualised,
                enough(in, yearly(in, moments.deviation())),
                enough(in, yearly(in, downside)),
                enough(in, yearly(in, ratio(Moments.of(in.excess())))),
                enough(in, yearly(in, sortino(in, moments.mean(), downside))),
                calmar(annualised, drawdown, r.length),
                omega(in),
                enough(in, moments.skewness()),
                enough(in, moments.excessKurtosis()),
                drawdown,
                enough(in, losses.var()),
                enough(in, losses.shortfall()),
                Relative.of(in),
                rolling(in));
    }

    /** None of them, all for one reason. */
    public static RiskFigures undefined(Undefined why) {
        Statistic none = Statistic.undefined(why);
        TailLoss noLoss = new TailLoss(none, none, none);
        return new RiskFigures(
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                Optional.empty(),
                noLoss,
                noLoss,
                Relative.undefined(why),
                List.of());
    }

    /** The same against a benchmark. */
    public RiskFigures with(Relative against) {
        return new RiskFigures(
                annualisedReturn,
                volatility,
                downsideDeviation,
                sharpe,
                sortino,
                calmar,
                omega,
                skewness,
                excessKurtosis,
                drawdown,
                var,
                expectedShortfall,
                against,
                rollingVolatility);
    }

    /** Losses of {@code periods} periods instead of one, by the square root of time. */
    public RiskFigures overHorizon(int periods) {
        return new RiskFigures(
                annualisedReturn,
                volatility,
                downsideDeviation,
                sharpe,
                sortino,
                calmar,
                omega,
                skewness,
                excessKurtosis,
                drawdown,
                var.times(StrictMath.sqrt(periods)),
                expectedShortfall.times(StrictMath.sqrt(periods)),
                relative,
                rollingVolatility);
    }

    static Statistic enough(RiskInput in, Statistic figure) {
        return in.returns().length < in.leastReturns() ? Statistic.undefined(Undefined.TOO_FEW_RETURNS) : figure;
    }

    private static TailLoss enough(RiskInput in, TailLoss loss) {
        return new TailLoss(
                enough(in, loss.historical()), enough(in, loss.parametric()), enough(in, loss.cornishFisher()));
    }

    /** Times {@code √N}. */
    static Statistic yearly(RiskInput in, Statistic periodic) {
        return withYear(in, periodic, n -> StrictMath.sqrt(n));
    }

    static Statistic withYear(RiskInput in, Statistic periodic, DoubleUnaryOperator factor) {
        if (in.periodsPerYear().isEmpty()) return Statistic.undefined(Undefined.NO_PERIODS_PER_YEAR);
        double times = factor.applyAsDouble(in.periodsPerYear().getAsDouble());
        return periodic.map(each -> each * times);
    }

    /** Mean over deviation. */
    static Statistic ratio(Moments m) {
        return m.divisor().map(s -> m.mean() / s);
    }

    private static Statistic annualised(RiskInput in) {
        double[] r = in.returns();
        if (r.length == 0) return Statistic.undefined(Undefined.TOO_FEW_RETURNS);
        if (in.periodsPerYear().isEmpty()) return Statistic.undefined(Undefined.NO_PERIODS_PER_YEAR);
        if (Arrays.stream(r).anyMatch(each -> each < -1)) return Statistic.undefined(Undefined.TOTAL_LOSS);
        if (Arrays.stream(r).anyMatch(each -> each == -1)) return Statistic.of(-1);
        double log = Sums.of(r.length, i -> StrictMath.log1p(r[i]));
        double yearly = StrictMath.expm1(log * in.periodsPerYear().getAsDouble() / r.length);
        return Double.isFinite(yearly) ? Statistic.of(yearly) : Statistic.undefined(Undefined.RATE_OUT_OF_RANGE);
    }

    /** Per period. */
    private static Statistic downside(RiskInput in) {
        double[] r = in.returns();
        if (r.length == 0) return Statistic.undefined(Undefined.TOO_FEW_RETURNS);
        double squares = Sums.of(r.length, i -> {
            double below = Math.min(r[i] - in.minimumAcceptable(), 0);
            return below * below;
        });
        return Statistic.of(StrictMath.sqrt(squares / r.length));
    }

    private static Statistic sortino(RiskInput in, double mean, Statistic downside) {
        return downside.then(d -> d == 0
                ? Statistic.undefined(Undefined.NO_DOWNSIDE)
                : Statistic.of((mean - in.minimumAcceptable()) / d));
    }

    private static Statistic calmar(Statistic annualised, Optional<Drawdown> drawdown, int n) {
        if (drawdown.isEmpty()) return Statistic.undefined(n == 0 ? Undefined.TOO_FEW_RETURNS : Undefined.TOTAL_LOSS);
        double depth = -drawdown.get().value();
        return depth == 0 ? Statistic.undefined(Undefined.NO_DRAWDOWN) : annualised.map(a -> a / depth);
    }

    private static Statistic omega(RiskInput in) {
        double[] r = in.returns();
        if (r.length == 0) return Statistic.undefined(Undefined.TOO_FEW_RETURNS);
        double above = Sums.of(r.length, i -> Math.max(r[i] - in.minimumAcceptable(), 0));
        double below = Sums.of(r.length, i -> Math.max(in.minimumAcceptable() - r[i], 0));
        return below == 0 ? Statistic.undefined(Undefined.NO_DOWNSIDE) : Statistic.of(above / below);
    }

    private static List<Statistic> rolling(RiskInput in) {
        List<Statistic> all = new ArrayList<>();
        if (in.window().isEmpty()) return all;
        int window = in.window().getAsInt();
        for (int from = 0; from + window <= in.returns().length; from++) {
            double[] part = Arrays.copyOfRange(in.returns(), from, from + window);
            all.add(yearly(in, Moments.of(part).deviation()));
        }
        return all;
    }
}
