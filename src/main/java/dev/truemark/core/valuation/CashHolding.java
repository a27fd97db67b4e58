package dev.truemark.core.valuation;

import java.math.BigDecimal;

/**
 * The balance of one currency, negative when overdrawn (DEFINITIONS 12).
 *
 * @param balance in {@code currency}
 */
public record CashHolding(String currency, BigDecimal balance) {}
