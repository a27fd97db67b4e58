package dev.truemark.valuation;

import dev.truemark.core.valuation.Staleness;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.InstrumentLabel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How old a price of which security may be, by its asset class. */
@ApplicationScoped
public class StaleLimits {
    private final Map<String, Duration> byAssetClass;
    private final Duration otherwise;

    StaleLimits(ValuationConfig config) {
        this.byAssetClass = Map.copyOf(config.staleAfter());
        this.otherwise = config.staleAfterOtherwise();
    }

    /** The limits of what {@code books} hold. */
    public Staleness of(Books books) {
        return of(books.positions().stream()
                .collect(Collectors.toMap(HeldPosition::securityId, HeldPosition::instrument)));
    }

    /** The same text for the same limits. */
    String rules() {
        return otherwise + new TreeMap<>(byAssetClass).toString();
    }

    /** By security. */
    public Staleness of(Map<String, InstrumentLabel> instruments) {
        if (byAssetClass.isEmpty()) return securityId -> otherwise;
        Map<String, Duration> limits = new HashMap<>();
        instruments.forEach((securityId, instrument) -> {
            Duration limit = instrument.assetClass() == null ? null : byAssetClass.get(instrument.assetClass());
            if (limit != null) limits.put(securityId, limit);
        });
        return securityId -> limits.getOrDefault(securityId, otherwise);
    }
}
