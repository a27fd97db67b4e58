package dev.truemark.core.market;

import dev.truemark.core.instrument.Quotation;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One price of one security as told by one source.
 *
 * @param price     in {@code currency}; of what, {@code quotation} says
 * @param at        instant of a timed price; 00:00 UTC of its date for a date-only one
 * @param dateOnly  holds from the end of its day (DEFINITIONS 14)
 * @param quotation by the newest terms of the security that the reader knows
 */
public record Price(BigDecimal price, String currency, Instant at, boolean dateOnly, String source, Quotation quotation)
        implements Quote {

    /** For one unit. */
    public Price(BigDecimal price, String currency, Instant at, boolean dateOnly, String source) {
        this(price, currency, at, dateOnly, source, Quotation.UNIT);
    }

    /** Whether a holding is worth its units times this: not so of a bond that is quoted in percent of its face. */
    public boolean isOfOneUnit() {
        return quotation.equals(Quotation.UNIT);
    }

    /** The same price as one of what {@code quotation} says. */
    public Price as(Quotation quotation) {
        return quotation.equals(this.quotation) ? this : new Price(price, currency, at, dateOnly, source, quotation);
    }
}
