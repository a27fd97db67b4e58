package dev.truemark.alert;

/** What a rule looks at; the unit is that in which REST answers the figure. */
enum AlertKind {
    /** {@code total_value} of the valuation, in base currency. */
    VALUE,
    /** Price of a security over that at the end of the day before, less 1; a decimal. */
    PRICE_MOVE,
    /** The largest drift of a line of {@code constituents}, cash among them, without its sign; a decimal. */
    DRIFT,
    /** How far the index of the daily returns stands below its highest; a decimal, 0 at a height. */
    DRAWDOWN,
    /** Value at risk, a decimal of the value. */
    VAR,
    /** Seconds since the oldest price of what is held took effect; without end where one is missing. */
    STALE;

    /** Whether it rests on every day of the portfolio, and so is looked at less often. */
    boolean isOfHistory() {
        return this == DRAWDOWN || this == VAR;
    }

    /** Whether it has no sign, so that only more of it can be too much. */
    boolean isUnsigned() {
        return this != VALUE && this != PRICE_MOVE;
    }
}
