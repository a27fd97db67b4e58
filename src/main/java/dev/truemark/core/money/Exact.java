package dev.truemark.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The arithmetic rules of DEFINITIONS 1: sums and products are exact, a division rounds to {@value #SCALE} decimals
 * HALF_EVEN, and a part that is the whole returns the whole.
 */
public final class Exact {
    /** Decimals kept by a division. */
    public static final int SCALE = 18;
    /** Most digits an input may have before the point. */
    public static final int MAX_INTEGER_DIGITS = 20;

    private static final BigDecimal MINUS_ONE = BigDecimal.ONE.negate();

    private Exact() {}

    /**
     * {@code dividend / divisor}, to 18 decimals HALF_EVEN; by one, of either sign, nothing is rounded, so that a share of
     * units sold is that of units bought.
     *
     * @throws ArithmeticException if {@code divisor} is zero
     */
    public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.compareTo(BigDecimal.ONE) == 0) return dividend;
        if (divisor.compareTo(MINUS_ONE) == 0) return dividend.negate();
        return dividend.divide(divisor, SCALE, RoundingMode.HALF_EVEN);
    }

    /** The share of {@code total} that belongs to {@code part} of {@code whole} units; the whole of it when they are equal. */
    public static BigDecimal share(BigDecimal total, BigDecimal part, BigDecimal whole) {
        return part.compareTo(whole) == 0 ? total : divide(total.multiply(part), whole);
    }

    public static boolean isZero(BigDecimal value) {
        return value.signum() == 0;
    }

    /** The same number with no more decimals than it needs, so that equal numbers are equal objects. */
    public static BigDecimal canonical(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The same number without trailing zeros and without an exponent, as it stands on the wire and in hashed lines. */
    public static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
