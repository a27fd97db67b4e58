package dev.truemark.core.performance;

/** When within its day an external flow is taken to happen (DEFINITIONS 16). */
public enum FlowTiming {
    /** Money in at the start of the day, money out at its end: each is invested for the day. */
    IN_START_OUT_END,
    /** All at the start of the day. */
    START,
    /** All at the end of the day. */
    END
}
