package dev.truemark.valuation;

import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.valuation.DayTotal;
import java.time.LocalDate;

/** What a portfolio was worth at the end of a day (of today: now), and the prices and rates in force then. */
public record TotalledDay(LocalDate date, DayTotal total, PriceBook prices, RateBook rates) {}
