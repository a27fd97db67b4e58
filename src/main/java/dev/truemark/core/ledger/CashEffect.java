package dev.truemark.core.ledger;

import java.math.BigDecimal;

/**
 * A change of one currency's cash balance (DEFINITIONS 12).
 *
 * @param amount signed: money in is positive
 */
public record CashEffect(String currency, BigDecimal amount) {}
