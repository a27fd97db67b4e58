package dev.truemark.simulate;

import java.math.BigDecimal;

/** What the simulator tells the world. */
sealed interface SimulatedEvent {

    /** An instrument exists. */
    record Listed(Listing listing) implements SimulatedEvent {}

    /** A share was traded at that price, that many of it. */
    record Priced(Listing listing, BigDecimal price, int volume) implements SimulatedEvent {}

    /** Units of {@code to} per one {@code from}. */
    record Rated(String from, String to, BigDecimal rate) implements SimulatedEvent {}

    /** The deposit that an account begins with; the same whenever it is told. */
    record Opened(String portfolioId, BigDecimal amount) implements SimulatedEvent {}

    /**
     * @param buy      or else a sale
     * @param quantity whole shares
     * @param fees     on top of a buy, taken from a sale
     */
    record Traded(
            String portfolioId, boolean buy, Listing listing, BigDecimal quantity, BigDecimal price, BigDecimal fees)
            implements SimulatedEvent {
        BigDecimal gross() {
            return quantity.multiply(price);
        }

        /** What the account's cash changes by. */
        BigDecimal cash() {
            return (buy ? gross().negate() : gross()).subtract(fees);
        }
    }

    /** Money in (positive) or out (negative). */
    record Moved(String portfolioId, BigDecimal amount) implements SimulatedEvent {}

    /** A dividend on all shares held. */
    record Paid(String portfolioId, Listing listing, BigDecimal amount) implements SimulatedEvent {}
}
