package dev.truemark.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Half a second, then twice as long each time up to half a minute, a quarter more or less, so that not all come at once. */
final class Backoff {
    private static final long FIRST_MS = 500;
    private static final long LONGEST_MS = 30_000;

    private int attempts;

    Duration next() {
        return of(attempts++);
    }

    void reset() {
        attempts = 0;
    }

    /** @param attempts those before */
    static Duration of(int attempts) {
        long pause = Math.min(LONGEST_MS, FIRST_MS << Math.min(attempts, 6));
        return Duration.ofMillis(Math.round(pause * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }
}
