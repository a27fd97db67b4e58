package dev.truemark.stream;

/** The one thread of the hub. */
interface HubThread {
    /** Runs {@code task} after those that came before it; a failure is logged and does not stop the thread. */
    void run(Runnable task);

    void after(long nanos, Runnable task);

    long nanoTime();
}
