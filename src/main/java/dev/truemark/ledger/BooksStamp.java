package dev.truemark.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Of which books an answer is: whose, as of when, as known when, and computed by what.
 *
 * @param portfolioId  the owner's name of it
 * @param id           ours
 * @param engine       version of the service
 * @param baseCurrency of the portfolio
 */
public record BooksStamp(
        String portfolioId, UUID id, LocalDate asOf, Instant knownAt, String engine, String baseCurrency) {
    public static BooksStamp of(BooksHead head, String engine) {
        return new BooksStamp(head.portfolioId(), head.id(), head.asOf(), head.knownAt(), engine, head.baseCurrency());
    }
}
