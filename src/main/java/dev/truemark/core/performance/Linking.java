package dev.truemark.core.performance;

/** How effects of single periods become effects of all of them (DEFINITIONS 19). */
public enum Linking {
    /** By logarithms of the returns. */
    CARINO,
    /** By the excess return of an average period, and the least correction that makes it exact. */
    MENCHERO,
    /** Not at all. */
    NONE
}
