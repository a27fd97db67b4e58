package dev.truemark.core.performance;

/** How the return of an interval takes its flows (DEFINITIONS 16 and 17). */
public enum ReturnMethod {
    /** Time-weighted: every flow is at a valuation. */
    TWR,
    /** Time-weighted, cut at the instant of each flow: {@link CutReturn}. */
    TWR_AT_FLOWS,
    /** Money-weighted by the days that each flow was there. */
    MODIFIED_DIETZ,
    /** Money-weighted, each flow counted half. */
    SIMPLE_DIETZ
}
