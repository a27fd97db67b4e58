package dev.truemark.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Somebody outside who knows prices. What it answers is checked and in currencies of ISO 4217; what is doubtful it leaves
 * out, with the reason. Calls wait for the answer.
 */
interface MarketDataProvider {
    /**
     * The newest prices of these symbols, of those that it knows.
     *
     * @throws ProviderFailure if there is no answer
     */
    Answer<Quoted> quotes(List<String> symbols);

    /**
     * Closes of the days from {@code from} on that are over, as they were told on their day: not adjusted for dividends, and
     * none from before a split.
     *
     * @throws ProviderFailure if there is no answer
     */
    Answer<Close> history(String symbol, LocalDate from);

    /** What was told, and what of it was left out. */
    record Answer<T>(List<T> told, List<LeftOut> leftOut) {
        public Answer {
            told = List.copyOf(told);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * @param symbol the provider's
     * @param at     when the price was made, never when it was asked for
     */
    record Quoted(String symbol, BigDecimal price, String currency, Instant at, Optional<BigDecimal> volume) {}

    /** @param date in the time zone of the exchange */
    record Close(LocalDate date, BigDecimal price, String currency, Optional<BigDecimal> volume) {}

    record LeftOut(String symbol, Reason reason) {}

    /** Why something was left out. */
    enum Reason {
        /** The provider does not know the symbol, or no longer. */
        UNKNOWN_SYMBOL,
        /** No price, or none above zero. */
        NO_PRICE,
        /** Not said when, or in which time zone. */
        NO_TIME,
        /** Not said in which currency, or in none of ISO 4217. */
        NO_CURRENCY,
        /** Another currency than that in which the instrument is quoted. */
        OTHER_CURRENCY,
        /** From the future. */
        FUTURE,
        /** Older than a week. */
        OLD,
        /** From before a split, so adjusted. */
        BEFORE_SPLIT,
        /** Told twice for one day, differently. */
        AMBIGUOUS
    }
}
