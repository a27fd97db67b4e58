package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import java.time.LocalDate;
import java.util.Optional;

/** Which transactions, lots or gains; an empty part does not restrict. {@code from} and {@code to} are inclusive trade dates. */
public record BooksFilter(
        Optional<TransactionType> type,
        Optional<String> securityId,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<TransactionKey> key) {
    public static final BooksFilter ALL =
            new BooksFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public BooksFilter(
            Optional<TransactionType> type,
            Optional<String> securityId,
            Optional<LocalDate> from,
            Optional<LocalDate> to) {
        this(type, securityId, from, to, Optional.empty());
    }

    public static BooksFilter ofSecurity(Optional<String> securityId) {
        return new BooksFilter(Optional.empty(), securityId, Optional.empty(), Optional.empty());
    }

    static BooksFilter ofTransaction(TransactionKey key) {
        return new BooksFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(key));
    }

    boolean admits(LocalDate date) {
        return from.map(f -> !date.isBefore(f)).orElse(true)
                && to.map(t -> !date.isAfter(t)).orElse(true);
    }

    boolean admits(String security) {
        return securityId.map(wanted -> wanted.equals(security)).orElse(true);
    }

    boolean admits(TransactionKey transaction) {
        return key.map(wanted -> wanted.equals(transaction)).orElse(true);
    }

    boolean admits(TransactionType kind) {
        return type.map(wanted -> wanted == kind).orElse(true);
    }
}
