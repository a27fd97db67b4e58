package dev.truemark.stream;

import java.util.Optional;
import java.util.stream.Stream;

/** How often a subscription wants to hear of a portfolio at most; one sequence is counted per portfolio and class. */
enum RateClass {
    /** Every change, as fast as it is valued. */
    ALL(0),
    ONE(1),
    FOUR(4),
    TEN(10);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private final int maxHz;

    RateClass(int maxHz) {
        this.maxHz = maxHz;
    }

    static Optional<RateClass> ofMaxHz(int maxHz) {
        return Stream.of(values()).filter(each -> each.maxHz == maxHz).findFirst();
    }

    /** Least time between two deltas; 0 where there is none. */
    long periodNanos() {
        return maxHz == 0 ? 0 : NANOS_PER_SECOND / maxHz;
    }
}
