package dev.truemark.statement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of a request to {@code …/assertions}. */
@ConfigMapping(prefix = "truemark.assertions")
interface AssertionsConfig {
    /** Statements in one request: every business day of a year, and more. */
    @WithDefault("400")
    int maxStatements();

    /** Positions and balances in all of them. */
    @WithDefault("50000")
    int maxFigures();

    /** Candidates that are answered, the likeliest. */
    @WithDefault("20")
    int maxCandidates();
}
