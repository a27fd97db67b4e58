package dev.truemark.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose books, of which portfolio, as of when and as known when.
 *
 * @param owner     the caller; the portfolio of anybody else does not exist for him
 * @param portfolio the service's id or the owner's own
 * @param asOf      end of that day in the portfolio's zone; today unless given
 * @param knownAt   what was believed then; the newest unless given
 */
public record BooksQuery(UUID owner, String portfolio, Optional<LocalDate> asOf, Optional<Instant> knownAt) {

    /** The newest of a portfolio. */
    public static BooksQuery now(UUID owner, String portfolio) {
        return new BooksQuery(owner, portfolio, Optional.empty(), Optional.empty());
    }

    public BooksQuery at(LocalDate date, Instant known) {
        return new BooksQuery(owner, portfolio, Optional.of(date), Optional.of(known));
    }

    /** The path's id where it is the service's own. */
    Optional<UUID> id() {
        try {
            return portfolio.length() == 36 ? Optional.of(UUID.fromString(portfolio)) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
