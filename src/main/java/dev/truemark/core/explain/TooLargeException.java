package dev.truemark.core.explain;

/** A derivation has more nodes than may be built. */
public final class TooLargeException extends RuntimeException {
    private final int limit;

    TooLargeException(int limit) {
        super("more than " + limit + " nodes", null, false, false);
        this.limit = limit;
    }

    public int limit() {
        return limit;
    }
}
