package dev.truemark.alert;

/** Which of the values at risk that {@code risk} answers. */
enum VarMethod {
    HISTORICAL,
    PARAMETRIC,
    CORNISH_FISHER
}
