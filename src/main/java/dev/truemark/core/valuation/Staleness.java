package dev.truemark.core.valuation;

import java.time.Duration;

/** How old a price may be before it is marked stale; by asset class, which the caller knows (DEFINITIONS 14). */
@FunctionalInterface
public interface Staleness {
    /** Nothing is ever stale. */
    Staleness NEVER = securityId -> Duration.ofSeconds(Long.MAX_VALUE);

    Duration limitOf(String securityId);
}
