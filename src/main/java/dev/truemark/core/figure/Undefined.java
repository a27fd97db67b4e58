package dev.truemark.core.figure;

/** Why a figure has no value (DEFINITIONS 3). The names are part of the interface. */
public enum Undefined {
    /** No flow other than zero was given. */
    NO_FLOWS,
    /** Every flow has the same sign, so nothing was invested or nothing came back. */
    FLOWS_OF_ONE_SIGN,
    /** No rate above −100 % solves the equation. */
    NO_RATE_SOLVES,
    /** Several rates solve the equation, and none is better than the others. */
    SEVERAL_RATES_SOLVE,
    /** The only solutions are too near −100 %, or too large, to be told. */
    RATE_OUT_OF_RANGE,
    /** The yield is a simple one: nothing is compounded, so no payment weighs by its time. */
    SIMPLE_YIELD,
    /** The terms of the bond, its quote convention among them, are missing or do not fit together. */
    TERMS_UNKNOWN,
    /** The bond is redeemed, or not issued yet. */
    OUTSIDE_LIFE,
    /** Fewer observations than the figure needs. */
    TOO_FEW_RETURNS,
    /** Nothing, or less than nothing, was invested. */
    NOTHING_INVESTED,
    /** A flow falls between two valuations, so that the value at the flow is not known. */
    FLOW_WITHOUT_VALUATION,
    /** The value at the beginning or at the end is not known: a price or a rate is missing. */
    VALUE_UNKNOWN,
    /** The amount of an external flow is not known in base currency. */
    FLOW_UNKNOWN,
    /** A return within the period is undefined, so the chain is broken. */
    BROKEN_CHAIN,
    /** The period is shorter than a year, and such are not annualised unless asked for. */
    LESS_THAN_A_YEAR,
    /** A period lost all there was, or more; what is compounded after it has no meaning. */
    TOTAL_LOSS,
    /** The returns do not vary. */
    NO_VARIATION,
    /** No return is below the minimum acceptable one. */
    NO_DOWNSIDE,
    /** The index never fell below an earlier height. */
    NO_DRAWDOWN,
    /** Periods per year were not given, so nothing can be annualised. */
    NO_PERIODS_PER_YEAR,
    /** No returns of a benchmark were given, and the portfolio names none. */
    NO_BENCHMARK,
    /** The benchmark that the portfolio names is not known. */
    BENCHMARK_UNKNOWN,
    /** The benchmark is in another currency than the portfolio. */
    BENCHMARK_CURRENCY,
    /** The benchmark has no series of levels or returns of its own. */
    BENCHMARK_WITHOUT_SERIES,
    /** The benchmark has no weights of instruments. */
    BENCHMARK_WITHOUT_WEIGHTS,
    /** What cash earns in a currency was not named, or its series says nothing of a day. */
    CASH_RETURN_UNKNOWN,
    /** The correction for skewness and kurtosis is outside its domain: its quantiles would not be in order. */
    OUTSIDE_DOMAIN,
    /** The periods are not to be linked. */
    NOT_LINKED,
    /** There is no period. */
    NO_PERIODS,
    /** The period begins before the history does. */
    HISTORY_TOO_SHORT,
    /** Nothing was held, so there is no day to speak of. */
    NO_HISTORY,
    /** No targets are in force on the date. */
    NO_TARGETS,
    /** A price changed so much in a day that it is more likely a split that was not told. */
    PRICE_JUMP
}
