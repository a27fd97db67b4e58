package dev.truemark.provider;

import java.time.Duration;
import java.util.Optional;

/** Why the provider did not answer. The message holds no address and no header. */
abstract sealed class ProviderFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    private ProviderFailure(String message, boolean mayPass) {
        super(message);
        this.mayPass = mayPass;
    }

    /** Whether the same request may succeed a moment later. */
    boolean mayPass() {
        return mayPass;
    }

    /** It asks to be left alone. */
    static final class Limited extends ProviderFailure {
        private static final long serialVersionUID = 1L;
        private final transient Optional<Duration> pause;

        /** @param pause as it asked for, where it said for how long */
        Limited(int status, Optional<Duration> pause) {
            super("status " + status, false);
            this.pause = pause;
        }

        Optional<Duration> pause() {
            return pause;
        }
    }

    /** It does not want this request, or not from us. */
    static final class Refused extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        Refused(int status) {
            super("status " + status, false);
        }
    }

    /** It could not be reached in time, or has a fault. */
    static final class Unavailable extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        Unavailable(String why) {
            super(why, true);
        }
    }

    /** It answered what is no answer. */
    static final class Unreadable extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why, false);
        }
    }
}
