package dev.truemark.core.allocation;

import dev.truemark.core.money.BaseAmount;

/**
 * Cash of one currency.
 *
 * @param value in base currency, negative when overdrawn; unknown where the rate is missing
 */
public record CashLine(String currency, BaseAmount value) {}
