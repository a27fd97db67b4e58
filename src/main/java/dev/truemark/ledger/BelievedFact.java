package dev.truemark.ledger;

import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.market.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The newest word on a transaction at some instant.
 *
 * @param transaction as it is booked, unless it is reversed
 * @param reversed    whether that word is that it never was
 * @param recordedAt  when this revision became known
 * @param price       per unit, where one was told
 * @param rateTold    whether the rate to base was told with it
 * @param rateTime    of the rate that was found for it otherwise
 * @param foundPrice  what stands in for the cost of units that came without one
 */
public record BelievedFact(
        Transaction transaction,
        boolean reversed,
        Instant recordedAt,
        Optional<BigDecimal> price,
        boolean rateTold,
        Optional<Instant> rateTime,
        Optional<Price> foundPrice) {

    static BelievedFact of(KnownFacts.Known known, Instant rateTime, Optional<Price> foundPrice) {
        Fact told = known.told();
        return new BelievedFact(
                known.transaction(),
                told.reversed(),
                known.recordedAt(),
                Optional.ofNullable(told.price()),
                told.fxRate() != null,
                Optional.ofNullable(rateTime),
                foundPrice);
    }
}
