package dev.truemark.valuation;

import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.valuation.PortfolioValue;
import java.time.LocalDate;

/** A portfolio at the end of a day (of today: now), and the prices and rates in force then. */
public record ValuedDay(LocalDate date, PortfolioValue value, PriceBook prices, RateBook rates) {}
