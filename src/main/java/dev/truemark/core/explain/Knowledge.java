package dev.truemark.core.explain;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * All that was known of a portfolio at one instant, and that its figures follow from.
 *
 * @param words  the newest on each transaction, also that it is reversed
 * @param prices in force at the moment of valuation, as known then
 * @param rates  likewise
 */
public record Knowledge(Map<TransactionKey, Word> words, Policies policies, PriceBook prices, RateBook rates) {
    public Knowledge {
        words = Map.copyOf(words);
    }

    /**
     * What was last said of a transaction.
     *
     * @param recordedAt when that became known
     */
    public record Word(Transaction transaction, boolean reversed, Instant recordedAt) {
        boolean countsOn(LocalDate asOf) {
            return !reversed && !transaction.order().date().isAfter(asOf);
        }
    }
}
