package dev.truemark.provider;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * A unit in which a provider quotes: a currency, or the hundredth of one.
 *
 * @param currency of ISO 4217
 * @param decimals by how many places the point moves to the left
 */
record QuotedIn(String currency, int decimals) {
    private static final Map<String, QuotedIn> HUNDREDTHS = Map.of(
            "GBp", new QuotedIn("GBP", 2),
            "GBX", new QuotedIn("GBP", 2),
            "ZAc", new QuotedIn("ZAR", 2),
            "ILA", new QuotedIn("ILS", 2));

    /** Empty where it is neither a currency of ISO 4217 nor a hundredth that we know. */
    static Optional<QuotedIn> of(String told) {
        QuotedIn hundredth = HUNDREDTHS.get(told);
        if (hundredth != null) return Optional.of(hundredth);
        try {
            return Optional.of(new QuotedIn(Currency.getInstance(told).getCurrencyCode(), 0));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Exact. */
    BigDecimal amount(BigDecimal told) {
        return decimals == 0 ? told : told.movePointLeft(decimals);
    }
}
