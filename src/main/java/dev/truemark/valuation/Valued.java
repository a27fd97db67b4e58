package dev.truemark.valuation;

import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.StateHash;
import dev.truemark.ledger.Books;

/** Books at prices, and what both rest on. */
public record Valued(Books books, PortfolioValue value, Basis basis) {
    public String stateHash() {
        return StateHash.of(value);
    }
}
