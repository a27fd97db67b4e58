package dev.truemark.market;

import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedMap;

/** The quote book at one point of the market's logs and at one instant; valid only while {@link QuoteBook#read} runs. */
public interface MarketState {
    /** No price or rate is from after it. */
    Instant at();

    /** The newest prices for somebody whose days end in {@code zone}. */
    PriceBook prices(ZoneId zone);

    /** The newest rates for somebody whose days end in {@code zone}. */
    RateBook rates(ZoneId zone);

    /** How far the logs were folded: the next offset by {@code topic/partition}. Immutable, and may be kept. */
    SortedMap<String, Long> offsets();

    /** The newest terms of an instrument. */
    Optional<Instrument> instrument(String securityId);

    /** The newest price of a symbol, or of a security by its id. */
    Optional<SymbolPrice> priceOfSymbol(String symbolOrSecurityId);
}
