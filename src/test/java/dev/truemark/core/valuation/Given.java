package dev.truemark.core.valuation;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** What the tests of this package value. */
final class Given {
    static final Instant AT = Instant.parse("2025-08-16T00:00:00Z");

    private Given() {}

    static BigDecimal n(String decimal) {
        return new BigDecimal(decimal);
    }

    static Holding held(String id, String currency, String quantity, String cost, String costBase) {
        return new Holding(
                id,
                currency,
                n(quantity),
                n(cost),
                costBase == null ? BaseAmount.UNKNOWN : BaseAmount.of(n(costBase)),
                BigDecimal.ZERO,
                BaseAmount.ZERO);
    }

    static Optional<Price> price(String price, String currency) {
        return Optional.of(new Price(n(price), currency, AT.minusSeconds(60), false, "test"));
    }

    static Rate direct(String rate) {
        return new Rate(Conversion.direct(n(rate)), Rate.Derivation.DIRECT, Optional.of(AT));
    }

    static Rate inverse(String quoted) {
        return new Rate(Conversion.inverse(n(quoted)), Rate.Derivation.INVERSE, Optional.of(AT));
    }

    /** Pairs as {@code EUR/USD}; the same currency is one, whatever else is missing. */
    static RateBook rates(Map<String, Rate> pairs) {
        return (from, to) -> from.equals(to) ? Rate.SAME : pairs.getOrDefault(from + "/" + to, Rate.MISSING);
    }

    static ValuationTerms terms(String base) {
        return new ValuationTerms(base, ZoneOffset.UTC, AT, id -> Duration.ofDays(3));
    }
}
