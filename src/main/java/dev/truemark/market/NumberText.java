package dev.truemark.market;

import java.math.BigDecimal;

/** Reads numbers from text, one after the other, each followed by one character. */
final class NumberText {
    /** Every decimal of so many digits is a {@code long}. */
    private static final int SURE_DIGITS = 18;

    private final String text;
    private int next;
    private int begin;
    private int digits;
    private int scale;
    private long unscaled;

    NumberText(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return next >= text.length();
    }

    /** A whole number. */
    long whole() {
        read();
        return unscaled;
    }

    /** A plain decimal, without an exponent; {@link #isScaled} and the rest are about the last one read. */
    void decimal() {
        read();
    }

    /** Goes on behind the next {@code end}, or to the end of the text. */
    void skip(char end) {
        int at = text.indexOf(end, next);
        next = at < 0 ? text.length() : at + 1;
    }

    private void read() {
        begin = next;
        digits = 0;
        scale = 0;
        long value = 0;
        boolean negative = text.charAt(next) == '-';
        boolean fraction = false;
        if (negative) next++;
        for (; next < text.length(); next++) {
            char each = text.charAt(next);
            if (each == '.') {
                fraction = true;
                continue;
            }
            if (each < '0' || each > '9') break;
            value = value * 10 + each - '0';
            if (value != 0) digits++;
            if (fraction) scale++;
        }
        unscaled = negative ? -value : value;
        next++;
    }

    /** Whether the decimal is {@code unscaled · 10^(−scale)}. */
    boolean isScaled() {
        return digits <= SURE_DIGITS && scale <= SURE_DIGITS;
    }

    long unscaled() {
        return unscaled;
    }

    int scale() {
        return scale;
    }

    BigDecimal value() {
        return isScaled() ? BigDecimal.valueOf(unscaled, scale) : new BigDecimal(text.substring(begin, next - 1));
    }
}
