package dev.truemark.performance;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the figures of a day need of the market of one instant beside the values of what is held; small enough to be kept.
 *
 * @param prices of units that left, by security
 * @param rates  to the base, by currency
 */
public record DayMarket(String base, Map<String, Price> prices, Map<String, Rate> rates) {
    public DayMarket {
        prices = Map.copyOf(prices);
        rates = Map.copyOf(rates);
    }

    /**
     * What to look up.
     *
     * @param securities of which units left
     * @param currencies whose rates to the base are needed
     */
    public record Needs(String base, Set<String> securities, Set<String> currencies) {
        public Needs {
            securities = Set.copyOf(securities);
            currencies = Set.copyOf(currencies);
        }

        public DayMarket lookUp(PriceBook prices, RateBook rates) {
            Map<String, Price> found = new HashMap<>();
            Set<String> all = new HashSet<>(currencies);
            for (String each : securities) {
                prices.priceOf(each).ifPresent(price -> {
                    found.put(each, price);
                    all.add(price.currency());
                });
            }
            Map<String, Rate> toBase = new HashMap<>();
            for (String each : all) toBase.put(each, rates.rate(each, base));
            return new DayMarket(base, found, toBase);
        }
    }

    PriceBook priceBook() {
        return security -> Optional.ofNullable(prices.get(security));
    }

    RateBook rateBook() {
        return (from, to) -> {
            if (from.equals(to)) return Rate.SAME;
            return to.equals(base) ? rates.getOrDefault(from, Rate.MISSING) : Rate.MISSING;
        };
    }
}
