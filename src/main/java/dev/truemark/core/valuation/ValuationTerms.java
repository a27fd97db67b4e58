package dev.truemark.core.valuation;

import dev.truemark.core.market.Price;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * In what currency, when and by which limits a portfolio is valued.
 *
 * @param zone of the portfolio; says when the day of a date-only price is over
 * @param at   the instant of valuation; no price or rate may be from after it
 */
public record ValuationTerms(String baseCurrency, ZoneId zone, Instant at, Staleness staleness) {

    /**
     * The day of the valuation, on which bonds are settled: the one that {@code at} is in, or that ends then. Instants are in
     * whole microseconds.
     */
    public LocalDate date() {
        return LocalDate.ofInstant(at.minus(1, ChronoUnit.MICROS), zone);
    }

    /** Whether the price had been in force for longer than its limit. */
    boolean isStale(String securityId, Price price) {
        return Duration.between(price.effectiveAt(zone), at).compareTo(staleness.limitOf(securityId)) > 0;
    }
}
