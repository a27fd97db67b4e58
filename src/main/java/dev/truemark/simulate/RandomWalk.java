package dev.truemark.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;

/**
 * A quoted number that wanders around where it began.
 *
 * <p>Each step multiplies by {@code 1 + volatility·z + pull·(1 − value/first)}, where {@code z} has mean 0 and variance 1,
 * and rounds half even to the scale of the first value; it never falls below one unit of that scale. The noise is a
 * sum of uniform numbers, exact in doubles, so every machine takes the same steps.
 */
final class RandomWalk {
    private static final double PULL = 0.001;
    private static final int UNIFORMS = 12;

    private final BigDecimal first;
    private final double volatility;
    private BigDecimal value;

    /** @param volatility standard deviation of the relative change of one step */
    RandomWalk(BigDecimal first, BigDecimal now, double volatility) {
        if (first.signum() <= 0 || now.signum() <= 0) throw new IllegalArgumentException("must be positive: " + now);
        this.first = first;
        this.value = now.setScale(first.scale(), RoundingMode.HALF_EVEN).max(first.ulp());
        this.volatility = volatility;
    }

    BigDecimal value() {
        return value;
    }

    BigDecimal next(RandomGenerator random) {
        double strayed = 1 - value.doubleValue() / first.doubleValue();
        double factor = 1 + volatility * noise(random) + PULL * strayed;
        value = value.multiply(new BigDecimal(factor))
                .setScale(first.scale(), RoundingMode.HALF_EVEN)
                .max(first.ulp());
        return value;
    }

    /** Irwin–Hall: twelve uniform numbers have a sum of mean 6 and variance 1. */
    private static double noise(RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < UNIFORMS; i++) sum += random.nextDouble();
        return sum - UNIFORMS / 2;
    }
}
