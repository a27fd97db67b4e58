package dev.truemark.rebalance;

import dev.truemark.platform.problem.ProblemType;

/** Why there is nothing to propose. */
enum RebalanceProblems implements ProblemType {
    VALUATION_INCOMPLETE(409, "What a value is missing of is not rebalanced"),
    TARGETS_MISSING(409, "The portfolio has no targets on the date"),
    NOTHING_INVESTED(409, "There is nothing, or less, to be rebalanced"),
    CASH_OUT_OF_REACH(409, "No trades leave as much cash as is asked for");

    private final int status;
    private final String title;

    RebalanceProblems(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
