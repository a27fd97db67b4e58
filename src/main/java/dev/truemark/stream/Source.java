package dev.truemark.stream;

/** What waits for one subscription of a connection. Used under the lock of its {@link Outbox} only. */
interface Source {
    /** The next frame, or null when nothing waits. */
    String next();

    boolean isEmpty();
}
