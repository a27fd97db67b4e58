package dev.truemark.core.risk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What might happen at once. Of each kind the first shock that applies to a holding holds for it, so particular ones stand
 * before general ones.
 */
public record Scenario(String name, List<PriceShock> prices, List<RateShock> rates, List<CurrencyShock> currencies) {
    public Scenario {
        prices = List.copyOf(prices);
        rates = List.copyOf(rates);
        currencies = List.copyOf(currencies);
    }

    /**
     * Prices change by a part of themselves.
     *
     * @param by    attribute of the instruments; empty for all of them
     * @param value that it has
     * @param shock −1 or more
     */
    public record PriceShock(Optional<String> by, String value, BigDecimal shock) {}

    /**
     * Yields move in parallel.
     *
     * @param currency of the bonds; empty for all of them
     * @param shift    as a decimal: 0.01 is one percentage point
     */
    public record RateShock(Optional<String> currency, BigDecimal shift) {}

    /** @param shock of what a unit of {@code currency} is worth in base currency; −1 or more */
    public record CurrencyShock(String currency, BigDecimal shock) {}
}
