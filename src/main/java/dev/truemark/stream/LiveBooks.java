package dev.truemark.stream;

import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.ValuationTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a portfolio holds, read in one snapshot of the database.
 *
 * @param portfolioId unique for its owner
 * @param asOf        the day that the books are of, in {@code zone}
 * @param version     of the books; grows with every batch that changed them
 * @param symbols     of held securities, by security; a security without one is left out
 */
record LiveBooks(
        PortfolioKey key,
        String portfolioId,
        String baseCurrency,
        ZoneId zone,
        LocalDate asOf,
        long version,
        List<Holding> holdings,
        List<CashHolding> cash,
        Map<String, String> symbols,
        Staleness staleness) {

    LiveBooks {
        holdings = List.copyOf(holdings);
        cash = List.copyOf(cash);
        symbols = Map.copyOf(symbols);
    }

    ValuationTerms terms(Instant at) {
        return new ValuationTerms(baseCurrency, zone, at, staleness);
    }

    /** Held securities that {@code names} means, by security or by symbol. */
    Set<String> securitiesNamed(Set<String> names) {
        return holdings.stream()
                .map(Holding::securityId)
                .filter(id -> names.contains(id) || names.contains(symbols.getOrDefault(id, id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether both are figures of the same kind, so that a change from one to the other is a list of positions. */
    boolean isComparable(LiveBooks other) {
        return baseCurrency.equals(other.baseCurrency) && zone.equals(other.zone) && key.equals(other.key);
    }

    /** Whether these tell more than {@code other}: a later version, or a later day. */
    boolean isNewerThan(LiveBooks other) {
        return version > other.version || version == other.version && asOf.isAfter(other.asOf);
    }
}
