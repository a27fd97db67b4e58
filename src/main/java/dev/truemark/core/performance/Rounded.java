package dev.truemark.core.performance;

import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Figures at 18 decimals, and what rounding leaves of a sum. */
final class Rounded {
    /** More than this part of the sum is no rounding but a wrong sum. */
    private static final BigDecimal MOST_LEFT = new BigDecimal("1e-9");

    private Rounded() {}

    /** {@code ∏(1 + rₜ) − 1}, right to the 18th decimal for the returns of thousands of periods. */
    static BigDecimal linked(List<BigDecimal> returns) {
        BigDecimal product = BigDecimal.ONE;
        for (BigDecimal each : returns) product = product.multiply(BigDecimal.ONE.add(each), MathContext.DECIMAL128);
        return of(product.subtract(BigDecimal.ONE));
    }

    static BigDecimal of(BigDecimal value) {
        return value.setScale(Exact.SCALE, RoundingMode.HALF_EVEN);
    }

    /**
     * What is left of {@code total} by its parts.
     *
     * @throws IllegalStateException if it is too much to come from rounding
     */
    static BigDecimal left(BigDecimal total, List<BigDecimal> parts) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal size = BigDecimal.ONE;
        for (BigDecimal each : parts) {
            sum = sum.add(each);
            size = size.add(each.abs());
        }
        BigDecimal left = total.subtract(sum);
        if (left.abs().compareTo(size.multiply(MOST_LEFT)) > 0) {
            throw new IllegalStateException("parts do not add up: " + left);
        }
        return left;
    }

    /** Where the largest in size stands; -1 in an empty list. */
    static int largest(List<BigDecimal> values) {
        int at = -1;
        for (int i = 0; i < values.size(); i++) {
            if (at < 0 || values.get(i).abs().compareTo(values.get(at).abs()) > 0) at = i;
        }
        return at;
    }
}
