package dev.truemark.core.risk;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A series of returns and by what it is judged. Arrays are read, never written.
 *
 * @param returns           of equal periods, in order
 * @param benchmark         of the same periods
 * @param riskFree          of the same periods
 * @param minimumAcceptable per period
 * @param periodsPerYear    positive; without it nothing is annualised
 * @param confidence        of value at risk, above 0.5 and below 1
 * @param window            returns of one rolling volatility, at least 2
 * @param leastReturns      fewer give no volatility and nothing that rests on it, at least 2
 */
public record RiskInput(
        double[] returns,
        Optional<double[]> benchmark,
        double[] riskFree,
        double minimumAcceptable,
        OptionalDouble periodsPerYear,
        double confidence,
        OptionalInt window,
        int leastReturns) {
    public static final double DEFAULT_CONFIDENCE = 0.95;

    public RiskInput {
        if (riskFree.length != returns.length) throw new IllegalArgumentException("risk-free returns of other periods");
        if (benchmark.filter(b -> b.length != returns.length).isPresent()) {
            throw new IllegalArgumentException("benchmark returns of other periods");
        }
    }

    /** Returns less what was sure. */
    double[] excess() {
        return difference(returns, riskFree);
    }

    static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
        return difference;
    }
}
