package dev.truemark.stream;

/** A token bucket for the messages of one client: a steady rate, and a burst of ten seconds' worth. */
final class Budget {
    private static final int BURST_SECONDS = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private double left;
    private long atNanos;

    Budget(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.left = perSecond * (double) BURST_SECONDS;
        this.atNanos = nowNanos;
    }

    /** Takes one; false when there is none. */
    boolean take(long nowNanos) {
        left = Math.min(perSecond * BURST_SECONDS, left + (nowNanos - atNanos) / NANOS_PER_SECOND * perSecond);
        atNanos = nowNanos;
        if (left < 1) return false;
        left--;
        return true;
    }
}
