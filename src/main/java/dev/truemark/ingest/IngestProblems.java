package dev.truemark.ingest;

import dev.truemark.platform.problem.ProblemType;

/** What the intake of facts refuses besides bad fields. */
enum IngestProblems implements ProblemType {
    MALFORMED_CSV(400, "The body is not well-formed CSV"),
    TRANSACTION_CONFLICT(409, "The same revision is known with other content"),
    REVISION_NOT_NEWER(409, "A newer revision of the transaction is known"),
    TOO_MANY_ITEMS(413, "The request has too many items");

    private final int status;
    private final String title;

    IngestProblems(int status, String title) {
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
