package dev.truemark.alert;

import dev.truemark.platform.problem.ProblemType;

/** What may be refused about alerts, beyond what any request may be refused for. */
enum AlertProblems implements ProblemType {
    TOO_MANY_ALERT_RULES(409, "The portfolio has as many alert rules as it may have"),
    NO_WEBHOOK(409, "The rule has no webhook");

    private final int status;
    private final String title;

    AlertProblems(int status, String title) {
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
