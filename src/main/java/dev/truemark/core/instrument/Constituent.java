package dev.truemark.core.instrument;

import java.math.BigDecimal;

/**
 * A part of what an instrument holds.
 *
 * @param weight of the instrument's value, as a decimal
 */
public record Constituent(String securityId, BigDecimal weight) {}
