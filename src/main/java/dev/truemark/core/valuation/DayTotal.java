package dev.truemark.core.valuation;

import dev.truemark.core.money.BaseAmount;

/**
 * What a portfolio was worth at a moment, without its parts.
 *
 * @param value of positions and cash, in base currency; {@link PortfolioValue#totalValue}
 */
public record DayTotal(BaseAmount value, Quality quality) {}
