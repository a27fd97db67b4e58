package dev.truemark.alert;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a delivery waits after an attempt that failed.
 * <p><b>Definition.</b> {@code d = min(first · 2^(n − 1), most)} after attempt {@code n}; the wait is even between {@code d/2} and
 * {@code d}, and not shorter than what the receiver asked for, but never longer than {@code most}.
 */
record BackOff(Duration first, Duration most) {
    private static final int MOST_DOUBLINGS = 40;

    /** @param chance even in 0 to 1, so that many that failed together do not come back together */
    Duration after(int attempt, Optional<Duration> asked, double chance) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempt - 1, MOST_DOUBLINGS));
        double whole = Math.min(doubled, most.toMillis());
        Duration own = Duration.ofMillis(Math.round(whole / 2 + whole / 2 * chance));
        Duration wait = asked.filter(each -> each.compareTo(own) > 0).orElse(own);
        return wait.compareTo(most) < 0 ? wait : most;
    }
}
