package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Sums;
import dev.truemark.core.figure.Undefined;

/**
 * A series against its benchmark (DEFINITIONS 20).
 * <p><b>Definition.</b> On excess returns {@code x} and {@code y} over the risk-free ones: beta {@code cov(x, y)/var(y)},
 * alpha {@code (mean(x) − beta·mean(y))·N}. On active returns {@code r − b}: tracking error {@code s·√N}, information ratio
 * {@code mean/s·√N}, all arithmetic.
 * <p><b>Unit.</b> Alpha and tracking error are decimal fractions a year. <b>Numbers.</b> double, 1e-12.
 * <p><b>Source.</b> M. Jensen, J. Finance 23-2 (1968) 389–416; R. Grinold and R. Kahn, Active Portfolio Management (1999),
 * ch. 5.
 */
public record Relative(Statistic beta, Statistic alpha, Statistic trackingError, Statistic informationRatio) {

    static Relative of(RiskInput in) {
        if (in.benchmark().isEmpty()) return undefined(Undefined.NO_BENCHMARK);
        if (in.returns().length < in.leastReturns()) return undefined(Undefined.TOO_FEW_RETURNS);
        double[] benchmark = in.benchmark().get();
        double[] x = in.excess();
        double[] y = RiskInput.difference(benchmark, in.riskFree());
        Moments mx = Moments.of(x);
        Moments my = Moments.of(y);
        Moments active = Moments.of(RiskInput.difference(in.returns(), benchmark));
        Statistic beta =
                my.divisor().map(s -> Sums.of(x.length, i -> (x[i] - mx.mean()) * (y[i] - my.mean())) / my.squares());
        return new Relative(
                beta,
                RiskFigures.withYear(in, beta.map(b -> mx.mean() - b * my.mean()), n -> n),
                RiskFigures.yearly(in, active.deviation()),
                RiskFigures.yearly(in, RiskFigures.ratio(active)));
    }

    public static Relative undefined(Undefined why) {
        Statistic none = Statistic.undefined(why);
        return new Relative(none, none, none, none);
    }
}
