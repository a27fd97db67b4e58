package dev.truemark.core.explain;

/** What can be explained. */
public enum Figure {
    /** Units of one security. */
    QUANTITY,
    /** Cost of what is held. */
    COST_BASIS,
    /** Gains of what was disposed of. */
    REALIZED,
    /** Market value less cost. */
    UNREALIZED,
    /** Units at prices. */
    MARKET_VALUE,
    /** Balances per currency, and all of them in base currency. */
    CASH,
    /** Positions and cash. */
    TOTAL_VALUE;

    /** Whether one security has it. */
    public boolean isOfSecurity() {
        return this != CASH && this != TOTAL_VALUE;
    }

    /** Whether a whole portfolio has it; units of different securities have no sum. */
    public boolean isOfPortfolio() {
        return this != QUANTITY;
    }
}
