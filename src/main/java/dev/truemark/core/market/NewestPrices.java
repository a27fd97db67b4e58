package dev.truemark.core.market;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The newest price of each security at a moment; an immutable snapshot (DEFINITIONS 14). */
public final class NewestPrices implements PriceBook {
    private final Map<String, Price> bySecurity;

    private NewestPrices(Map<String, Price> bySecurity) {
        this.bySecurity = bySecurity;
    }

    /** @param candidates prices of each security, in any order; those after {@code moment} are left out */
    public static NewestPrices of(
            Map<String, ? extends Collection<Price>> candidates, Moment moment, SourceOrder sources) {
        Map<String, Price> newest = new HashMap<>();
        candidates.forEach(
                (security, prices) -> moment.newest(prices, sources).ifPresent(price -> newest.put(security, price)));
        return new NewestPrices(newest);
    }

    @Override
    public Optional<Price> priceOf(String securityId) {
        return Optional.ofNullable(bySecurity.get(securityId));
    }
}
