package dev.truemark.stream;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Portfolios that nobody watches any more, kept for a while so that a client that comes back hears only of what it missed.
 * Nothing of them is valued meanwhile. Used by the hub only.
 */
final class Resting {
    private static final int MAX = 1000;

    private final HubThread thread;
    private final Duration linger;
    private final Map<PortfolioKey, Watched> kept = new LinkedHashMap<>();

    Resting(HubThread thread, Duration linger) {
        this.thread = thread;
        this.linger = linger;
    }

    void keep(Watched watched) {
        if (linger.isZero()) return;
        PortfolioKey key = watched.live().books().key();
        kept.remove(key);
        kept.put(key, watched);
        Iterator<Watched> eldest = kept.values().iterator();
        if (kept.size() > MAX) {
            eldest.next();
            eldest.remove();
        }
        thread.after(linger.toNanos(), () -> kept.remove(key, watched));
    }

    /** The version of the books that is kept; -1 for none. */
    long held(PortfolioKey key) {
        Watched watched = kept.get(key);
        return watched == null ? -1 : watched.live().books().version();
    }

    /** The one that {@code books} go on with; empty if there is none, or if a client would have to begin anew. */
    Optional<Watched> take(LiveBooks books) {
        Watched watched = kept.remove(books.key());
        if (watched == null) return Optional.empty();
        LiveBooks before = watched.live().books();
        boolean goesOn = before.isComparable(books)
                && !before.isNewerThan(books)
                && before.labels().equals(books.labels())
                && books.restatedFrom().isEmpty();
        return goesOn ? Optional.of(watched) : Optional.empty();
    }
}
