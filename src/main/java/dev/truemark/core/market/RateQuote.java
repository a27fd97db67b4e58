package dev.truemark.core.market;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One rate of one pair of currencies as told by one source.
 *
 * @param rate     units of {@code to} per one {@code from}; always positive
 * @param at       instant of a timed rate; 00:00 UTC of its date for a date-only one
 * @param dateOnly holds from the end of its day (DEFINITIONS 14)
 */
public record RateQuote(String from, String to, BigDecimal rate, Instant at, boolean dateOnly, String source)
        implements Quote {
    public RateQuote {
        if (rate.signum() <= 0) throw new IllegalArgumentException("a rate must be positive: " + rate);
    }
}
