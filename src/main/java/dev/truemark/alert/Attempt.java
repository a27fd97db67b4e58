package dev.truemark.alert;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one attempt ended.
 *
 * @param status     of the answer; empty where there was none
 * @param retryAfter how long the receiver asks to be left alone
 * @param error      why it did not succeed, without anything of the answer's body; empty if it did
 */
record Attempt(OptionalInt status, Optional<Duration> retryAfter, Optional<String> error) {
    private static final int GONE = 410;
    private static final int LEAST_SUCCESS = 200;
    private static final int MOST_SUCCESS = 299;
    private static final int MOST_CHARS = 200;

    static Attempt answered(int status, Optional<Duration> retryAfter) {
        boolean fine = status >= LEAST_SUCCESS && status <= MOST_SUCCESS;
        return new Attempt(
                OptionalInt.of(status), retryAfter, fine ? Optional.empty() : Optional.of("answered " + status));
    }

    static Attempt failed(String why) {
        String shortened = why.length() > MOST_CHARS ? why.substring(0, MOST_CHARS) : why;
        return new Attempt(OptionalInt.empty(), Optional.empty(), Optional.of(shortened));
    }

    boolean isDelivered() {
        return error.isEmpty();
    }

    /** Whether the receiver says that it will never take anything again. */
    boolean isGone() {
        return status.isPresent() && status.getAsInt() == GONE;
    }
}
