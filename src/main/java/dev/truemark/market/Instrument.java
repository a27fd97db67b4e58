package dev.truemark.market;

import java.util.Optional;

/**
 * An instrument as told by its newest known terms.
 *
 * @param symbol   by which transactions, prices and clients may call it
 * @param currency in which its prices are quoted, where told
 * @param terms    the other terms, such as those of a bond, as a JSON object
 */
public record Instrument(
        String securityId,
        Optional<String> symbol,
        Optional<String> name,
        Optional<String> isin,
        Optional<String> currency,
        Optional<String> productType,
        Optional<String> assetClass,
        Optional<String> sector,
        Optional<String> country,
        Optional<String> terms) {

    /** A security of which no terms are known. */
    static Instrument unknown(String securityId) {
        Optional<String> none = Optional.empty();
        return new Instrument(securityId, none, none, none, none, none, none, none, none, none);
    }

    /** The name under which its prices by symbol are kept: its symbol, or its own id where it has none. */
    public String priceSymbol() {
        return symbol.orElse(securityId);
    }
}
