package dev.truemark.market;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Market facts have become known; fired on the instance that committed them, for what waits for a rate or an instrument.
 * Observers must return at once.
 *
 * @param rates             rates told for the first time, or told anew
 * @param instrumentSymbols symbols whose meaning may have changed: of instruments with new terms, now and formerly
 * @param securityIds       instruments with new terms
 * @param knownAt           the stamp of their batch
 */
public record MarketFactsCommitted(
        List<ToldRate> rates, Set<String> instrumentSymbols, Set<String> securityIds, Instant knownAt) {
    public MarketFactsCommitted {
        rates = List.copyOf(rates);
        instrumentSymbols = Set.copyOf(instrumentSymbols);
        securityIds = Set.copyOf(securityIds);
    }

    /** @param at the instant it was told for; 00:00 UTC of its date where {@code dateOnly} */
    public record ToldRate(String from, String to, Instant at, boolean dateOnly) {}

    boolean isEmpty() {
        return rates.isEmpty() && securityIds.isEmpty();
    }
}
