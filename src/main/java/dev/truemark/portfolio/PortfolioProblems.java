package dev.truemark.portfolio;

import dev.truemark.platform.problem.ProblemType;

/** What may be refused about a portfolio, beyond what any request may be refused for. */
enum PortfolioProblems implements ProblemType {
    PORTFOLIO_EXISTS(409, "The owner already has a portfolio of this id"),
    PORTFOLIO_HAS_BOOKS(409, "What the books rest on cannot change once something is booked"),
    POLICIES_NOT_NEWEST(409, "Other policies than those that are replaced are the newest");

    private final int status;
    private final String title;

    PortfolioProblems(int status, String title) {
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
