package dev.truemark.stream;

import java.util.Optional;
import java.util.Set;

/** What a client may ask for, already checked for its form. */
sealed interface ClientMessage {

    /**
     * @param portfolioId either id of the portfolio
     * @param symbols     securities or symbols to hear of; empty for all
     * @param analytics   whether to hear of the day too
     */
    record SubscribePortfolio(
            String portfolioId, Set<String> symbols, RateClass rate, Optional<Resume> resume, boolean analytics)
            implements ClientMessage {
        static SubscribePortfolio all(String portfolioId) {
            return new SubscribePortfolio(portfolioId, Set.of(), RateClass.ALL, Optional.empty(), false);
        }
    }

    /**
     * The past of a portfolio, in the place of its present.
     *
     * @param portfolioId either id of the portfolio
     * @param symbols     securities or symbols to hear of; empty for all
     */
    record SubscribePast(String portfolioId, Set<String> symbols, RateClass rate, Travel travel)
            implements ClientMessage {}

    /** Prices only; adds to the symbols that the connection hears of already. */
    record SubscribeQuotes(Set<String> symbols) implements ClientMessage {}

    /**
     * Alerts of a portfolio.
     *
     * @param since the last event that the client has heard of; empty for those from now on
     */
    record SubscribeAlerts(String portfolioId, Optional<Long> since) implements ClientMessage {}

    record UnsubscribeAlerts(String portfolioId) implements ClientMessage {}

    record UnsubscribePortfolio(String portfolioId) implements ClientMessage {}

    record UnsubscribeQuotes(Set<String> symbols) implements ClientMessage {}

    /** A newer access token of the same user. */
    record Authorize(String token) implements ClientMessage {}

    /** A snapshot, now. */
    record Snap(String portfolioId) implements ClientMessage {}

    /** Where a client that was cut off had got to. */
    record Resume(String epoch, long seq) {}
}
