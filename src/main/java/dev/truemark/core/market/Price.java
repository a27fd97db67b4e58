package dev.truemark.core.market;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One price of one security as told by one source.
 *
 * @param price    per unit, in {@code currency}
 * @param at       instant of a timed price; 00:00 UTC of its date for a date-only one
 * @param dateOnly holds from the end of its day (DEFINITIONS 14)
 */
public record Price(BigDecimal price, String currency, Instant at, boolean dateOnly, String source) implements Quote {}
