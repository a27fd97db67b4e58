package dev.truemark.provider;

import java.time.Duration;
import java.util.Optional;

/** Why the provider did not answer. The message holds no address and no header. */
abstract sealed class ProviderFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ProviderFailure(String message) {
        super(message);
    }

    /** Whether the same request may succeed a moment later. */
    abstract boolean mayPass();

    /** It asks to be left alone. */
    static final class Limited extends ProviderFailure {
        private static final long serialVersionUID = 1L;
        private final transient Optional<Duration> pause;

        /** @param pause as it asked for, where it said for how long */
        Limited(int status, Optional<Duration> pause) {
            super("status " + status);
            this.pause = pause;
        }

        Optional<Duration> pause() {
            return pause;
        }

        @Override
        boolean mayPass() {
            return false;
        }
    }

    /** It does not want this request, or not from us. */
    static final class Refused extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        Refused(int status) {
            super("status " + status);
        }

        @Override
        boolean mayPass() {
            return false;
        }
    }

    /** It could not be reached in time, or has a fault. */
    static final class Unavailable extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        Unavailable(String why) {
            super(why);
        }

        @Override
        boolean mayPass() {
            return true;
        }
    }

    /** It answered what is no answer. */
    static final class Unreadable extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }

        @Override
        boolean mayPass() {
            return false;
        }
    }
}
