package dev.truemark.core.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What the market told for an instant or for a whole day: a price or a rate. */
public sealed interface Quote permits Price, RateQuote {
    /** The instant it was told for; 00:00 UTC of its date for a date-only one. */
    Instant at();

    /** Told for a whole day; holds from the end of that day (DEFINITIONS 14). */
    boolean dateOnly();

    String source();

    /** From when on it holds: its instant, or the first instant after its day in {@code zone}. */
    default Instant effectiveAt(ZoneId zone) {
        return dateOnly() ? MarketTime.endOf(MarketTime.dateOf(at()), zone) : at();
    }

    default LocalDate date(ZoneId zone) {
        return LocalDate.ofInstant(at(), dateOnly() ? ZoneOffset.UTC : zone);
    }
}
