package dev.truemark.platform.json;

import java.math.BigDecimal;

/** Decimals as text, the one form in JSON, CSV and parameters: plain, no exponent, no trailing zeros. */
public final class DecimalText {
    /** Most digits before the point. */
    public static final int MAX_INTEGER_DIGITS = 20;

    /** Most digits after the point, trailing zeros not counted. */
    public static final int MAX_FRACTION_DIGITS = 18;

    private static final int MAX_CHARS = 64;

    private DecimalText() {}

    /** {@code 9000.00} is {@code "9000"}, {@code 1E+3} is {@code "1000"}, {@code 0.0} is {@code "0"}. */
    public static String print(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /**
     * Reads a decimal; an exponent is accepted, so that a client may write {@code 1e3}.
     *
     * @throws RefusedDecimal if it is no number, not finite, or has more digits than are kept
     */
    public static BigDecimal parse(String text) {
        if (text.length() > MAX_CHARS) {
            throw new RefusedDecimal("NUMBER_TOO_LONG", "A number may be written with 64 characters at most.");
        }
        BigDecimal value = read(text);
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal least = value.stripTrailingZeros();
        if ((long) least.precision() - least.scale() > MAX_INTEGER_DIGITS) {
            throw new RefusedDecimal("NUMBER_TOO_LARGE", "A number may have 20 digits before the point.");
        }
        if (least.scale() > MAX_FRACTION_DIGITS) {
            throw new RefusedDecimal("TOO_MANY_DECIMALS", "A number may have 18 digits after the point.");
        }
        return least.scale() < 0 ? least.setScale(0) : least;
    }

    private static BigDecimal read(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            if (text.matches("(?i)[+-]?(nan|inf|infinity)")) {
                throw new RefusedDecimal("NUMBER_NOT_FINITE", "NaN and infinity are not numbers here.");
            }
            throw new RefusedDecimal("NOT_A_NUMBER", "The value is not a decimal number.");
        }
    }
}
