package dev.truemark.stream;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A portfolio that somebody wants: who waits for it, and which version of its books was told of. Used by the hub only. */
final class Entry {
    /** A portfolio whose books stay behind what was told of them so often is left as it is. */
    private static final int MAX_LOADS = 10;

    private final Set<PortfolioSlot> joining = new LinkedHashSet<>();
    private boolean loading;
    private long wantedVersion = -1;
    private int loads;
    private Cause cause = new Cause(Cause.Type.TRANSACTION, List.of());
    private Instant eventTime = Instant.EPOCH;

    Set<PortfolioSlot> joining() {
        return joining;
    }

    /** Those who wait, who do so no longer. */
    List<PortfolioSlot> takeJoining() {
        List<PortfolioSlot> taken = List.copyOf(joining);
        joining.clear();
        return taken;
    }

    /** True where no load is under way; one is then. */
    boolean beginLoad() {
        if (loading) return false;
        loading = true;
        return true;
    }

    void endLoad() {
        loading = false;
    }

    /** False where that version, or a later one, was asked for already. */
    boolean want(long version, Cause why, Instant at) {
        if (version <= wantedVersion) return false;
        cause = loading ? cause.and(why) : why;
        wantedVersion = version;
        eventTime = at;
        return true;
    }

    Cause cause() {
        return cause;
    }

    Instant eventTime() {
        return eventTime;
    }

    /** Whether to read once more, since only {@code held} was there; false too where that was tried often enough. */
    boolean isBehind(long held) {
        if (held >= wantedVersion) {
            loads = 0;
            return false;
        }
        if (++loads < MAX_LOADS) return true;
        wantedVersion = held;
        loads = 0;
        return false;
    }
}
