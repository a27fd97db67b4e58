package dev.truemark.core.explain;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.RateQuote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the amounts of a transaction come from, as far as its booking does not say.
 *
 * @param price    per unit, where one was told
 * @param rateTold whether the rate to base was told with the transaction
 * @param rateTime of the rate found for it otherwise
 * @param quotes   of that rate, two of a cross, where they are known
 * @param found    the price that stands in for the cost of units that came without one
 */
public record Origin(
        Optional<BigDecimal> price,
        boolean rateTold,
        Optional<Instant> rateTime,
        List<RateQuote> quotes,
        Optional<Price> found) {
    public static final Origin NONE =
            new Origin(Optional.empty(), false, Optional.empty(), List.of(), Optional.empty());

    public Origin {
        quotes = List.copyOf(quotes);
    }
}
