package dev.truemark.market;

import dev.truemark.core.market.Moment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A rate to convert a trade with.
 *
 * @param date of the trade in {@code zone}
 * @param time of a timed trade; empty for a date-only one
 */
public record RateNeed(CurrencyPair pair, LocalDate date, Optional<Instant> time, ZoneId zone) {
    Moment moment() {
        return Moment.ofTrade(date, time, zone);
    }
}
