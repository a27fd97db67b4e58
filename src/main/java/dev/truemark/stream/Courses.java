package dev.truemark.stream;

import io.smallrye.mutiny.Uni;

/** Opens courses through the past. */
interface Courses {
    /**
     * Fixes what is known, so that every read of the course answers the same. Fails with {@link NoCourse} where there is
     * nothing to see.
     */
    Uni<Course> open(PortfolioKey key, Travel travel);

    /** There is no such past. */
    final class NoCourse extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final StreamError why;

        NoCourse(StreamError why, String detail) {
            super(detail, null, false, false);
            this.why = why;
        }

        StreamError why() {
            return why;
        }
    }
}
