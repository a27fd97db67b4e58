package dev.truemark.simulate;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The made-up market: ten shares, each a random walk in cents, and two exchange rates. */
final class MarketWalk {
    private static final double PRICE_VOLATILITY = 0.0006;
    private static final double RATE_VOLATILITY = 0.0001;
    private static final int MAX_LOTS = 50;
    private static final int LOT = 10;

    private final RandomGenerator random;
    private final Map<Listing, RandomWalk> prices = new LinkedHashMap<>();
    private final Map<String, RandomWalk> rates = new LinkedHashMap<>();

    /** @param last prices by symbol from which to go on; a symbol without one begins at its first price */
    MarketWalk(RandomGenerator random, Map<String, BigDecimal> last) {
        this.random = random;
        for (Listing listing : Listing.ALL) {
            BigDecimal now = last.getOrDefault(listing.symbol(), listing.firstPrice());
            prices.put(listing, new RandomWalk(listing.firstPrice(), now, PRICE_VOLATILITY));
        }
        rates.put("EUR", rate("1.1700"));
        rates.put("GBP", rate("1.3400"));
    }

    BigDecimal price(Listing listing) {
        return prices.get(listing).value();
    }

    /** One share's next price. */
    SimulatedEvent.Priced tick() {
        Listing listing = Listing.ALL.get(random.nextInt(Listing.ALL.size()));
        prices.get(listing).next(random);
        return quote(listing);
    }

    /** Every share at the price that it has. */
    List<SimulatedEvent> quotes() {
        return Listing.ALL.stream().map(each -> (SimulatedEvent) quote(each)).toList();
    }

    /** Every exchange rate's next value. */
    List<SimulatedEvent> rates() {
        return rates.entrySet().stream()
                .map(each -> (SimulatedEvent) new SimulatedEvent.Rated(
                        each.getKey(), Listing.CURRENCY, each.getValue().next(random)))
                .toList();
    }

    private SimulatedEvent.Priced quote(Listing listing) {
        return new SimulatedEvent.Priced(listing, price(listing), LOT * (1 + random.nextInt(MAX_LOTS)));
    }

    private static RandomWalk rate(String first) {
        BigDecimal value = new BigDecimal(first);
        return new RandomWalk(value, value, RATE_VOLATILITY);
    }
}
