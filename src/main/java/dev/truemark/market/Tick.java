package dev.truemark.market;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.RateQuote;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** One change of the quote book. */
public sealed interface Tick {
    /**
     * A price that may value something, now or later.
     *
     * @param symbol     under which it is quoted
     * @param securities whose price it is
     * @param newest     whether it is the newest price of its symbol now (days ending in UTC); one that holds only later,
     *                   or one for a day besides a newer price, is not
     */
    record PriceTick(String symbol, Set<String> securities, Price price, Optional<BigDecimal> volume, boolean newest)
            implements Tick {}

    /** A rate that may convert something, now or later. */
    record RateTick(RateQuote quote) implements Tick {}

    /** New terms of an instrument; its symbol, and with it the prices that are its own, may have changed. */
    record InstrumentTick(Instrument instrument, Optional<Instrument> former) implements Tick {}

    /** The whole book was read anew; anything may have changed. */
    record Reloaded() implements Tick {}
}
