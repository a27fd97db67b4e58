package dev.truemark.core.performance;

import dev.truemark.core.figure.Sums;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * By what the effects of each period are multiplied, so that they add up to the excess return of all periods linked.
 * <p><b>Definition.</b> Cariño: {@code kₜ/k}, {@code kₜ = (ln(1 + Pₜ) − ln(1 + Bₜ))/(Pₜ − Bₜ)}, {@code k} the same of the
 * linked returns, {@code 1/(1 + P)} where both are equal. Menchero: {@code A + αₜ},
 * {@code A = ((P − B)/T)/((1 + P)^(1/T) − (1 + B)^(1/T))}, {@code (1 + P)^((T − 1)/T)} where both are equal, and
 * {@code αₜ = (P − B − A·Σ(Pₛ − Bₛ))/Σ(Pₛ − Bₛ)²·(Pₜ − Bₜ)}. The benchmark of a contribution is 0.
 * <p><b>Numbers.</b> double; the sum is right to 1e-12.
 * <p><b>Source.</b> D. Cariño, Combining Attribution Effects over Time, J. Performance Measurement 3-4 (1999) 5–14;
 * J. Menchero, An Optimized Approach to Linking Attribution Effects over Time, J. Performance Measurement 5-1 (2000) 36–42.
 */
final class LinkingFactors {
    private LinkingFactors() {}

    /**
     * Empty where a period lost all or more, which no logarithm and no root can link.
     *
     * @throws ArithmeticException if the linked return is too large for a double
     */
    static Optional<double[]> of(Linking linking, double[] portfolio, double[] benchmark) {
        double p = linked(portfolio);
        double b = linked(benchmark);
        if (!isLinkable(portfolio, p) || !isLinkable(benchmark, b)) return Optional.empty();
        return Optional.of(
                switch (linking) {
                    case CARINO -> carino(portfolio, benchmark, p, b);
                    case MENCHERO -> menchero(portfolio, benchmark, p, b);
                    case NONE -> throw new IllegalArgumentException("nothing to link by");
                });
    }

    private static double linked(double[] returns) {
        double linked = 0;
        for (double r : returns) linked = linked + r + linked * r;
        return linked;
    }

    private static boolean isLinkable(double[] returns, double linked) {
        for (double r : returns) {
            if (r <= -1) return false;
        }
        if (!Double.isFinite(linked)) throw new ArithmeticException("returns too large to be linked");
        return linked > -1;
    }

    private static double[] carino(double[] portfolio, double[] benchmark, double p, double b) {
        double k = logarithmicSlope(p, b);
        return each(portfolio.length, t -> logarithmicSlope(portfolio[t], benchmark[t]) / k);
    }

    /** {@code (ln(1 + p) − ln(1 + b))/(p − b)}, without cancellation. */
    private static double logarithmicSlope(double p, double b) {
        double x = (p - b) / (1 + b);
        return x == 0 ? 1 / (1 + p) : StrictMath.log1p(x) / x / (1 + b);
    }

    private static double[] menchero(double[] portfolio, double[] benchmark, double p, double b) {
        int periods = portfolio.length;
        double a = averageFactor(p, b, periods);
        double excess = Sums.of(periods, t -> portfolio[t] - benchmark[t]);
        double squares = Sums.of(periods, t -> (portfolio[t] - benchmark[t]) * (portfolio[t] - benchmark[t]));
        double correction = squares == 0 ? 0 : (p - b - a * excess) / squares;
        return each(periods, t -> a + correction * (portfolio[t] - benchmark[t]));
    }

    /** {@code A}, with both roots taken out of {@code ((1 + P)/(1 + B))^(1/T) − 1}, so that near returns do not cancel. */
    private static double averageFactor(double p, double b, int periods) {
        double x = (p - b) / (1 + b);
        double root = StrictMath.exp(StrictMath.log1p(b) / periods);
        return x == 0 ? (1 + b) / root : (p - b) / periods / (root * StrictMath.expm1(StrictMath.log1p(x) / periods));
    }

    private static double[] each(int periods, IntToDoubleFunction factor) {
        double[] all = new double[periods];
        for (int t = 0; t < periods; t++) {
            all[t] = factor.applyAsDouble(t);
            if (!Double.isFinite(all[t])) throw new ArithmeticException("returns too large to be linked");
        }
        return all;
    }
}
