package dev.truemark.stream;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One rate class of one watched portfolio: its sequence, its subscriptions, and what it has yet to tell them. Used by the
 * hub only.
 */
final class Lane {
    private final RateClass rate;
    private final Header header;
    private final Set<PortfolioSlot> slots = new LinkedHashSet<>();
    private Body.Merge waiting;
    private boolean timed;
    private long seq;
    private long toldAtNanos;

    Lane(RateClass rate, Header header, long nowNanos) {
        this.rate = rate;
        this.header = header;
        this.toldAtNanos = nowNanos - rate.periodNanos();
    }

    long seq() {
        return seq;
    }

    Set<PortfolioSlot> slots() {
        return slots;
    }

    /** Whether a client that has everything up to {@code held} has all there is. */
    boolean isAt(long held) {
        return seq == held;
    }

    /**
     * Takes a change in.
     *
     * @return nanoseconds after which {@link #flush} is due; empty where that is arranged already
     */
    Optional<Long> add(Body body, long nowNanos) {
        if (waiting == null) waiting = new Body.Merge(body);
        else waiting.add(body);
        long due = toldAtNanos + rate.periodNanos() - nowNanos;
        if (due <= 0) {
            flush(nowNanos);
            return Optional.empty();
        }
        if (timed) return Optional.empty();
        timed = true;
        return Optional.of(due);
    }

    /** Tells what waits, as one step of the sequence. */
    void flush(long nowNanos) {
        timed = false;
        if (waiting == null) return;
        Body body = waiting.body();
        waiting = null;
        tell(body, nowNanos);
    }

    private void tell(Body body, long nowNanos) {
        toldAtNanos = nowNanos;
        Delta delta = new Delta(header, seq, ++seq, body);
        for (PortfolioSlot slot : slots) {
            if (!slot.isFiltered()) {
                slot.offer(delta);
            } else {
                body.only(slot.securities())
                        .ifPresent(some -> slot.offer(new Delta(header, delta.seq() - 1, delta.seq(), some)));
            }
        }
    }
}
