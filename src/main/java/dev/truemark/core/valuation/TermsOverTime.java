package dev.truemark.core.valuation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * In what currency, at what moments and by which limits a portfolio is valued day by day.
 *
 * @param at the instant of each moment, ascending
 */
public record TermsOverTime(String baseCurrency, ZoneId zone, List<Instant> at, Staleness staleness) {
    public TermsOverTime {
        at = List.copyOf(at);
    }

    int moments() {
        return at.size();
    }

    /** Those of one moment. */
    public ValuationTerms terms(int moment) {
        return new ValuationTerms(baseCurrency, zone, at.get(moment), staleness);
    }
}
