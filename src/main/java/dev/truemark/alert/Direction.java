package dev.truemark.alert;

/** On which side of the threshold a rule fires. */
enum Direction {
    ABOVE,
    BELOW,
    /** The size of the figure, whichever its sign. */
    EITHER
}
