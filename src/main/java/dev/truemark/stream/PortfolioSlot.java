package dev.truemark.stream;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * One subscription to a portfolio: what its client has yet to hear, newest wins. All calls but {@link #next} and
 * {@link #isEmpty} come from the hub.
 */
final class PortfolioSlot implements Source {
    private final Outbox outbox;
    private final ClientMessage.SubscribePortfolio wish;
    private final LongAdder conflated;
    private final Ending ending;
    private volatile Set<String> names;
    private Set<String> securities = Set.of();
    private String subscribed;
    private String resync;
    private LocalDate restatedFrom;
    private String restated;
    private String snapshot;
    private Told beforeHeartbeat;
    private String heartbeat;
    private Told told;
    private String quality;
    private String day;
    private long dayAt;
    private long heldSeq;

    /** Told when the hub ends a subscription, because its portfolio is gone or cannot be read. */
    @FunctionalInterface
    interface Ending {
        void ended(PortfolioSlot slot, StreamError why, String detail);
    }

    PortfolioSlot(Outbox outbox, ClientMessage.SubscribePortfolio wish, LongAdder conflated, Ending ending) {
        this.outbox = outbox;
        this.wish = wish;
        this.conflated = conflated;
        this.ending = ending;
        this.names = Set.of(wish.portfolioId());
    }

    /** Deltas that wait together, as one step from the last that the client has. */
    private static final class Told {
        private final Delta first;
        private Delta last;
        private Body.Merge merged;

        Told(Delta first) {
            this.first = first;
            this.last = first;
        }

        void add(Delta next) {
            if (merged == null) merged = new Body.Merge(first.body());
            merged.add(next.body());
            last = next;
        }

        void addAll(Told next) {
            if (merged == null) merged = new Body.Merge(first.body());
            merged.add(next.merged == null ? next.last.body() : next.merged.body());
            last = next.last;
        }

        String textAfter(long held) {
            return merged == null ? last.textAfter(held) : last.header().delta(held, last.seq(), merged.body());
        }
    }

    RateClass rate() {
        return wish.rate();
    }

    Optional<ClientMessage.Resume> resume() {
        return wish.resume();
    }

    boolean isFiltered() {
        return !wish.symbols().isEmpty();
    }

    /** Whether its client hears of the day too. */
    boolean wantsDay() {
        return wish.analytics();
    }

    boolean isNamed(String portfolioId) {
        return names.contains(portfolioId);
    }

    /** The securities of a filtered subscription as the books are now. */
    Set<String> securities() {
        return securities;
    }

    /** Learns the names of the portfolio, and which of its securities the filter means; one that is gone stays meant. */
    void meet(LiveBooks books) {
        names = Set.copyOf(List.of(
                wish.portfolioId(), books.portfolioId(), books.key().id().toString()));
        if (!isFiltered()) return;
        Set<String> meant = new HashSet<>(securities);
        meant.addAll(books.securitiesNamed(wish.symbols()));
        securities = Set.copyOf(meant);
    }

    /** The subscription stands, the client holds the state at {@code seq} and has missed {@code missed}. */
    void resumed(String subscribedFrame, long seq, Optional<Delta> missed, String qualityFrame) {
        outbox.update(this, () -> {
            subscribed = subscribedFrame;
            heldSeq = seq;
            told = missed.map(Told::new).orElse(null);
            quality = qualityFrame;
        });
    }

    /** The subscription stands; a snapshot follows. */
    void subscribed(String subscribedFrame, String snapshotFrame, long seq) {
        outbox.update(this, () -> {
            subscribed = subscribedFrame;
            hold(snapshotFrame, seq);
        });
    }

    /** What the client holds is void; a snapshot follows. */
    void resynced(String resyncFrame, String snapshotFrame, long seq) {
        outbox.update(this, () -> {
            resync = resyncFrame;
            hold(snapshotFrame, seq);
        });
    }

    /** Days since {@code from} are others than the client was told; a snapshot in a new epoch follows. */
    void restated(LocalDate from, Header header, String snapshotFrame, long seq) {
        outbox.update(this, () -> {
            if (restatedFrom == null || from.isBefore(restatedFrom)) restatedFrom = from;
            restated = header.restated(restatedFrom);
            hold(snapshotFrame, seq);
        });
    }

    void snapped(String snapshotFrame, long seq) {
        outbox.update(this, () -> hold(snapshotFrame, seq));
    }

    void offer(Delta delta) {
        outbox.update(this, () -> {
            if (told == null) {
                told = new Told(delta);
            } else {
                told.add(delta);
                conflated.increment();
            }
        });
    }

    /** Flushes: the client hears of everything before {@code frame} first. */
    void heartbeat(String frame) {
        outbox.update(this, () -> {
            if (beforeHeartbeat == null) beforeHeartbeat = told;
            else if (told != null) beforeHeartbeat.addAll(told);
            told = null;
            heartbeat = frame;
        });
    }

    void quality(String frame) {
        outbox.update(this, () -> quality = frame);
    }

    /** The figures of the day at a step, in the place of those at an earlier one. */
    void day(String frame, long seq) {
        outbox.update(this, () -> {
            day = frame;
            dayAt = seq;
        });
    }

    void end(StreamError why, String detail) {
        ending.ended(this, why, detail);
    }

    @Override
    public String next() {
        String frame = subscribed;
        if (frame != null) {
            subscribed = null;
        } else if ((frame = resync) != null) {
            resync = null;
        } else if ((frame = restated) != null) {
            restated = null;
            restatedFrom = null;
        } else if ((frame = snapshot) != null) {
            snapshot = null;
        } else if (beforeHeartbeat != null) {
            frame = text(beforeHeartbeat);
            beforeHeartbeat = null;
        } else if ((frame = heartbeat) != null) {
            heartbeat = null;
        } else if (day != null && (told == null || dayAt <= heldSeq)) {
            frame = day;
            day = null;
        } else if (told != null) {
            frame = text(told);
            told = null;
        } else {
            frame = quality;
            quality = null;
        }
        return frame;
    }

    @Override
    public boolean isEmpty() {
        return subscribed == null
                && resync == null
                && restated == null
                && snapshot == null
                && beforeHeartbeat == null
                && heartbeat == null
                && told == null
                && day == null
                && quality == null;
    }

    private void hold(String snapshotFrame, long seq) {
        snapshot = snapshotFrame;
        heldSeq = seq;
        beforeHeartbeat = null;
        heartbeat = null;
        told = null;
        day = null;
    }

    private String text(Told deltas) {
        String frame = deltas.textAfter(heldSeq);
        heldSeq = deltas.last.seq();
        return frame;
    }
}
