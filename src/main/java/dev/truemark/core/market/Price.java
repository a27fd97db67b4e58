package dev.truemark.core.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One price of one security as told by one source.
 *
 * @param price    per unit, in {@code currency}
 * @param at       instant of a timed price; 00:00 UTC of its date for a date-only one
 * @param dateOnly holds from the end of its day (DEFINITIONS 14)
 */
public record Price(BigDecimal price, String currency, Instant at, boolean dateOnly, String source) {
    /** From when on it may value a position: its instant, or the first instant after its day in {@code zone}. */
    public Instant effectiveAt(ZoneId zone) {
        return dateOnly ? MarketTime.endOf(MarketTime.dateOf(at), zone) : at;
    }

    public LocalDate date(ZoneId zone) {
        return dateOnly ? MarketTime.dateOf(at) : LocalDate.ofInstant(at, zone);
    }
}
