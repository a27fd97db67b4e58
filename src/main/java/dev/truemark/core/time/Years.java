package dev.truemark.core.time;

import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A time in years as a fraction of whole numbers, so that money that depends on it is rounded once (DEFINITIONS 1).
 *
 * @param denominator positive; the fraction need not be in lowest terms
 */
public record Years(BigInteger numerator, BigInteger denominator) {
    public static final Years ZERO = of(0, 1);

    public Years {
        if (denominator.signum() <= 0) throw new IllegalArgumentException("not positive: " + denominator);
    }

    public static Years of(long numerator, long denominator) {
        return new Years(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public Years plus(Years other) {
        return new Years(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Years minus(Years other) {
        return plus(new Years(other.numerator.negate(), other.denominator));
    }

    public Years dividedBy(int count) {
        return new Years(numerator, denominator.multiply(BigInteger.valueOf(count)));
    }

    /** {@code amount · years}, to 18 decimals HALF_EVEN. */
    public BigDecimal times(BigDecimal amount) {
        return Exact.divide(amount.multiply(new BigDecimal(numerator)), new BigDecimal(denominator));
    }
}
