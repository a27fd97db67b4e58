package dev.truemark.stream;

/** One portfolio that a connection watches, as it is or as it was. Used on the connection's executor. */
interface Watching {
    /** Whether a client that says {@code portfolioId} means it. */
    boolean isNamed(String portfolioId);

    /** Answers with a snapshot. */
    void snap();

    /** Ends it; nothing of it is sent any more. */
    void leave();
}
