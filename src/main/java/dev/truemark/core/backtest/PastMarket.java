package dev.truemark.core.backtest;

import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import java.time.LocalDate;

/** Prices and rates in force at the end of each day; days are those of UTC. */
public interface PastMarket {
    PriceBook prices(LocalDate date);

    RateBook rates(LocalDate date);
}
