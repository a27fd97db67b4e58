package dev.truemark.stream;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The market as this instance folds it. */
interface LiveMarket {
    /** {@code wake} is called after each fold, from any thread, and must return at once. */
    void onChange(Runnable wake);

    /** Completes once the market is known up to the end of its logs. */
    Uni<Void> ready();

    /**
     * Looks at the market as it is now, and at what changed since the last such look. The view holds every change that was
     * told and stands still until {@code reader} returns, which must be soon: the market does not move meanwhile.
     */
    void look(BiConsumer<MarketChanges, MarketView> reader);

    /** The quote of a symbol, or of a security by its id, if it has one. */
    Optional<Quote> quote(String name);
}
