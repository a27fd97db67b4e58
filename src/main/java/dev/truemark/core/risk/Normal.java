package dev.truemark.core.risk;

/**
 * The standard normal distribution.
 * <p><b>Numbers.</b> double; the distribution to 1e-15, its quantiles to 1e-12 for probabilities from 1e-6 to 1 − 1e-6.
 * <p><b>Source.</b> G. Marsaglia, Evaluating the Normal Distribution, J. Statistical Software 11-4 (2004), eq. (4).
 */
final class Normal {
    private static final double SQRT_2_PI = StrictMath.sqrt(2 * Math.PI);
    private static final double FAR = 12;

    private Normal() {}

    static double density(double x) {
        return StrictMath.exp(-x * x / 2) / SQRT_2_PI;
    }

    /** {@code ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …)}, whose terms all have one sign. */
    static double distribution(double x) {
        if (x < -FAR) return 0;
        if (x > FAR) return 1;
        double sum = x;
        double term = x;
        for (int n = 3; sum + term != sum; n += 2) {
            term = term * x * x / n;
            sum += term;
        }
        return 0.5 + density(x) * sum;
    }

    /** Newton's method from the middle; the distribution is concave above it and convex below, so no step goes astray. */
    static double quantile(double p) {
        if (!(p > 0 && p < 1)) throw new IllegalArgumentException("a probability between 0 and 1: " + p);
        double x = 0;
        for (int i = 0; i < 100; i++) {
            double step = (p - distribution(x)) / density(x);
            x += step;
            if (Math.abs(step) <= 1e-15 * Math.max(1, Math.abs(x))) break;
        }
        return x;
    }
}
