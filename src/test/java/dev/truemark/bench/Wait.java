package dev.truemark.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Bounded waiting. */
final class Wait {
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private Wait() {}

    /** @throws IllegalStateException if {@code condition} does not hold within {@code limit} */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited " + limit.toSeconds() + " s in vain until " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) LockSupport.parkNanos(left);
    }
}
