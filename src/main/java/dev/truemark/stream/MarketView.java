package dev.truemark.stream;

import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SortedMap;

/**
 * The market at one point of its logs; the same answers for as long as it is looked at.
 */
interface MarketView {
    /** The instant of valuation; no price or rate is from after it. */
    Instant at();

    /** Prices in force at {@link #at()} for a portfolio in {@code zone}. */
    PriceBook prices(ZoneId zone);

    /** Rates in force at {@link #at()} for a portfolio in {@code zone}. */
    RateBook rates(ZoneId zone);

    /** How far the logs were folded: the next offset by {@code topic/partition}. */
    SortedMap<String, Long> offsets();
}
