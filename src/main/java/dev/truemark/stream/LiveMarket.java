package dev.truemark.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The market as this instance folds it. */
interface LiveMarket {
    /** {@code wake} is called after each fold, from any thread, and must return at once. */
    void onChange(Runnable wake);

    /**
     * Looks at the market at {@code at}, and at what changed since the last such look. The view holds every change that
     * was told and stands still until {@code reader} returns.
     */
    void look(Instant at, BiConsumer<MarketChanges, MarketView> reader);

    /** The quote of a symbol, if it has one. */
    Optional<Quote> quote(String symbol);
}
