package dev.truemark.stream;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a delta tells, encoded once for everybody who hears of it.
 *
 * @param basis     of the state after it, JSON
 * @param positions JSON of each changed position, by security
 * @param cash      JSON of each changed balance, by currency
 * @param totals    after it, JSON
 */
record Body(
        Cause cause,
        Instant eventTime,
        String basis,
        Map<String, String> positions,
        Map<String, String> cash,
        String totals) {

    /** Without the positions that are not among {@code securities}; empty if nothing is left to tell. */
    Optional<Body> only(Set<String> securities) {
        Map<String, String> some = new LinkedHashMap<>(positions);
        some.keySet().retainAll(securities);
        return some.isEmpty() && cash.isEmpty()
                ? Optional.empty()
                : Optional.of(new Body(cause, eventTime, basis, some, cash, totals));
    }

    /** Several bodies as one: the newest of each position and balance wins. Never larger than the portfolio. */
    static final class Merge {
        private Body newest;
        private Cause cause;
        private final Map<String, String> positions = new LinkedHashMap<>();
        private final Map<String, String> cash = new LinkedHashMap<>();

        Merge(Body first) {
            newest = first;
            cause = first.cause;
            positions.putAll(first.positions);
            cash.putAll(first.cash);
        }

        Merge add(Body later) {
            cause = cause.and(later.cause);
            newest = later;
            positions.putAll(later.positions);
            cash.putAll(later.cash);
            return this;
        }

        /** A view of what was gathered; stands as long as nothing is added. */
        Body body() {
            return new Body(cause, newest.eventTime, newest.basis, positions, cash, newest.totals);
        }
    }
}
