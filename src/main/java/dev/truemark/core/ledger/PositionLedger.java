package dev.truemark.core.ledger;

import java.util.List;

/** Books the transactions of one security in one portfolio (DEFINITIONS 4 to 11, 13). */
public final class PositionLedger {
    private PositionLedger() {}

    /**
     * Books {@code transactions}, all of one security (or all without one), sorted by {@link Transaction#order}, on top
     * of {@code start}. Booking a run in two halves gives the same as booking it at once.
     */
    public static BookResult book(BookState start, List<Transaction> transactions, Policy policy) {
        throw new IllegalStateException("being written");
    }
}
