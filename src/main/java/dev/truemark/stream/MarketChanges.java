package dev.truemark.stream;

import java.util.Map;
import java.util.Set;

/**
 * What changed in the market since the hub last looked.
 *
 * @param securities with a new price
 * @param currencies of the pairs with a new rate
 * @param everything whether anything else may have changed, so that all must be valued anew
 * @param instruments with new terms
 * @param quotes     the newest of each symbol that was quoted
 */
record MarketChanges(
        boolean everything,
        Set<String> securities,
        Set<String> currencies,
        Set<String> instruments,
        Map<String, Quote> quotes) {
    MarketChanges {
        securities = Set.copyOf(securities);
        currencies = Set.copyOf(currencies);
        instruments = Set.copyOf(instruments);
        quotes = Map.copyOf(quotes);
    }
}
