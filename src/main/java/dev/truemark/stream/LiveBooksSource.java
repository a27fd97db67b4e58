package dev.truemark.stream;

import dev.truemark.auth.Caller;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Where the hub reads books. A failed look-up is a failure, never an empty answer. */
interface LiveBooksSource {
    /** The portfolio that {@code ref} names, by either id; empty if the caller may not see it. */
    Uni<Optional<PortfolioKey>> find(Caller caller, String ref);

    /**
     * The books as they are now, in one snapshot; empty if the portfolio is gone.
     *
     * @param held the version that is held already, against which {@link LiveBooks#restatedFrom} is told; -1 for none
     */
    Uni<Optional<LiveBooks>> load(PortfolioKey key, long held);

    /** The current versions of those that still exist. */
    Uni<Map<PortfolioKey, Long>> versions(Collection<PortfolioKey> keys);
}
