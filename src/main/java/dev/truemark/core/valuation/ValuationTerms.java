package dev.truemark.core.valuation;

import dev.truemark.core.market.Price;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * In what currency, when and by which limits a portfolio is valued.
 *
 * @param zone of the portfolio; says when the day of a date-only price is over
 * @param at   the instant of valuation; no price or rate may be from after it
 */
public record ValuationTerms(String baseCurrency, ZoneId zone, Instant at, Staleness staleness) {

    /** Whether the price had been in force for longer than its limit. */
    boolean isStale(String securityId, Price price) {
        return Duration.between(price.effectiveAt(zone), at).compareTo(staleness.limitOf(securityId)) > 0;
    }
}
