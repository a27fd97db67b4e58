package dev.truemark.core.day;

import dev.truemark.core.money.BaseAmount;

/**
 * What one part of a portfolio did in a day, in base currency.
 *
 * @param name a security, or {@link dev.truemark.core.performance.PortfolioContribution#CASH}
 */
public record DayPart(String name, BaseAmount begin, BaseAmount end, Profit profit) {}
