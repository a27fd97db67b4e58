package dev.truemark.core.market;

import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one currency converts into another at an instant, and where that comes from.
 *
 * @param at the instant of the quote used, the older one of a cross; empty for the same currency or an unknown rate
 * @param quotes what was told, from the first currency on: one, two of a cross, none of the same currency or an unknown rate
 */
public record Rate(Conversion conversion, Derivation derivation, Optional<Instant> at, List<RateQuote> quotes) {
    public static final Rate SAME = new Rate(Conversion.IDENTITY, Derivation.SAME_CURRENCY, Optional.empty());
    public static final Rate MISSING = new Rate(Conversion.UNKNOWN, Derivation.MISSING, Optional.empty());

    public Rate {
        quotes = List.copyOf(quotes);
    }

    /** A rate of which only this much is known. */
    public Rate(Conversion conversion, Derivation derivation, Optional<Instant> at) {
        this(conversion, derivation, at, List.of());
    }

    /** Target units per unit, to 18 decimals, for showing; empty when missing. */
    public Optional<BigDecimal> rounded() {
        return conversion instanceof Conversion.Known known ? Optional.of(known.rate()) : Optional.empty();
    }

    /** How the rate was come by; inverse and cross rates say so (DEFINITIONS 14). */
    public enum Derivation {
        SAME_CURRENCY,
        DIRECT,
        INVERSE,
        CROSS,
        MISSING
    }
}
