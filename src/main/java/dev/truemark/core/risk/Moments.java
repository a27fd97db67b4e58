package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Sums;
import dev.truemark.core.figure.Undefined;

/**
 * Mean and central moments of a sample.
 * <p><b>Definition.</b> Deviation with {@code n − 1}. Skewness and excess kurtosis of the sample are the adjusted ones
 * (G₁, G₂; {@code SKEW} and {@code KURT} of spreadsheets); those of the moments are {@code m₃/m₂^(3/2)} and
 * {@code m₄/m₂² − 3}.
 * <p><b>Numbers.</b> double, two passes, compensated sums. A deviation below 1e-14 of the largest value is rounding, so the
 * values do not vary.
 * <p><b>Source.</b> D. Joanes and C. Gill, The Statistician 47-1 (1998) 183–189.
 */
record Moments(int n, double mean, double squares, double cubes, double fourths, boolean varies) {
    private static final double ROUNDING = 1e-14;

    static Moments of(double[] x) {
        int n = x.length;
        double mean = n == 0 ? 0 : Sums.of(x) / n;
        double squares = Sums.of(n, i -> power(x[i] - mean, 2));
        double cubes = Sums.of(n, i -> power(x[i] - mean, 3));
        double fourths = Sums.of(n, i -> power(x[i] - mean, 4));
        double largest = 0;
        for (double each : x) largest = Math.max(largest, Math.abs(each));
        boolean varies = n > 1 && StrictMath.sqrt(squares / n) > ROUNDING * largest;
        return new Moments(n, mean, squares, cubes, fourths, varies);
    }

    private static double power(double x, int p) {
        double power = x;
        for (int i = 1; i < p; i++) power *= x;
        return power;
    }

    /** 0 for values that do not vary. */
    Statistic deviation() {
        if (n < 2) return Statistic.undefined(Undefined.TOO_FEW_RETURNS);
        return Statistic.of(varies ? StrictMath.sqrt(squares / (n - 1)) : 0);
    }

    /** Undefined for values that do not vary, where it is to divide by. */
    Statistic divisor() {
        return varies || n < 2 ? deviation() : Statistic.undefined(Undefined.NO_VARIATION);
    }

    Statistic skewness() {
        if (n < 3) return Statistic.undefined(Undefined.TOO_FEW_RETURNS);
        double correction = StrictMath.sqrt((double) n * (n - 1)) / (n - 2);
        return momentSkewness().map(g -> g * correction);
    }

    Statistic excessKurtosis() {
        if (n < 4) return Statistic.undefined(Undefined.TOO_FEW_RETURNS);
        double correction = (n - 1.0) / ((n - 2.0) * (n - 3.0));
        return momentKurtosis().map(g -> correction * ((n + 1) * g + 6));
    }

    Statistic momentSkewness() {
        if (!varies) return divisor();
        double m2 = squares / n;
        return Statistic.of(cubes / n / (m2 * StrictMath.sqrt(m2)));
    }

    Statistic momentKurtosis() {
        if (!varies) return divisor();
        double m2 = squares / n;
        return Statistic.of(fourths / n / (m2 * m2) - 3);
    }
}
