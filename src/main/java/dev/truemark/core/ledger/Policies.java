package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Policy.CostMethod;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How a portfolio is booked, by date and by security (DEFINITIONS 8). A method takes effect with the first transaction of
 * a security on or after its date and finds the lots as the one before left them: what was pooled stays one lot, and lots
 * become one pool when {@code AVERAGE} begins. No total cost changes with it.
 *
 * @param dated     from each date on; the first holds before its date too
 * @param overrides cost methods of single securities, from each date on; before the first, the portfolio's holds
 */
public record Policies(
        NavigableMap<LocalDate, Policy> dated, Map<String, NavigableMap<LocalDate, CostMethod>> overrides) {

    /** @throws IllegalArgumentException if there is no policy */
    public Policies {
        if (dated.isEmpty()) throw new IllegalArgumentException("a portfolio has a policy");
        dated = Collections.unmodifiableNavigableMap(new TreeMap<>(dated));
        Map<String, NavigableMap<LocalDate, CostMethod>> copies = new HashMap<>();
        overrides.forEach(
                (security, by) -> copies.put(security, Collections.unmodifiableNavigableMap(new TreeMap<>(by))));
        overrides = Collections.unmodifiableMap(copies);
    }

    /** The same policy for every date and security. */
    public static Policies of(Policy policy) {
        return new Policies(new TreeMap<>(Map.of(LocalDate.EPOCH, policy)), Map.of());
    }

    /** The policy under which a transaction of {@code date} on {@code securityId} is booked. */
    public Policy at(LocalDate date, String securityId) {
        Policy policy = dated.size() == 1 ? dated.firstEntry().getValue() : of(date);
        NavigableMap<LocalDate, CostMethod> own = overrides.isEmpty() ? null : overrides.get(securityId);
        Map.Entry<LocalDate, CostMethod> override = own == null ? null : own.floorEntry(date);
        return override == null ? policy : policy.with(override.getValue());
    }

    private Policy of(LocalDate date) {
        Map.Entry<LocalDate, Policy> entry = dated.floorEntry(date);
        return entry == null ? dated.firstEntry().getValue() : entry.getValue();
    }

    /** The newest policy; what is decided once for a portfolio, such as whether it keeps cash, is decided by it. */
    public Policy newest() {
        return dated.lastEntry().getValue();
    }
}
