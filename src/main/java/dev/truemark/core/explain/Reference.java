package dev.truemark.core.explain;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.Rate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The fact that a node is, or rests on. */
public sealed interface Reference {

    /** A field of a revision of a transaction, by its name on the wire. */
    record OfTransaction(TransactionKey transaction, int revision, String field) implements Reference {}

    /** @param dateOnly whether it was told for a day; then {@code at} is 00:00 UTC of it */
    record OfPrice(String securityId, Instant at, boolean dateOnly, String source) implements Reference {}

    /**
     * A rate from one currency to another.
     *
     * @param from     as quoted, where the quote is known, else as needed
     * @param at       of the quote; empty where it is unknown or was told with no time
     * @param source   who told it, where the quote is known
     * @param derivation of the rate in which it is used
     */
    record OfRate(String from, String to, Optional<Instant> at, Optional<String> source, Rate.Derivation derivation)
            implements Reference {}

    /**
     * A setting of the policies.
     *
     * @param policy     name on the wire, and {@code setting} its value
     * @param from       first trade date of the entry that says so; empty where it holds for the whole history
     * @param securityId of the security that alone it is said of
     */
    record OfPolicy(String policy, String setting, Optional<LocalDate> from, Optional<String> securityId)
            implements Reference {}
}
