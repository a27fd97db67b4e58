package dev.truemark.stream;

import dev.truemark.alert.AlertEvents.Told;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The events of one portfolio that one connection has yet to hear: each once, in order, and never more than a page. */
final class AlertSlot implements Source {
    private final Outbox outbox;
    private final PortfolioKey key;
    private final Deque<String> waiting = new ArrayDeque<>();
    private long taken;
    private boolean reading;
    private boolean gone;

    /** @param since the last event that the client has heard of */
    AlertSlot(Outbox outbox, PortfolioKey key, long since) {
        this.outbox = outbox;
        this.key = key;
        this.taken = since;
    }

    PortfolioKey key() {
        return key;
    }

    /** The last event that is told or waits to be. */
    synchronized long taken() {
        return taken;
    }

    /** True where events after {@link #taken} are to be read, by the caller alone until {@link #offer} or {@link #failed}. */
    synchronized boolean beginReading(long newest) {
        boolean begins = !gone && !reading && newest > taken && isDrained();
        if (begins) reading = true;
        return begins;
    }

    private boolean isDrained() {
        synchronized (waiting) {
            return waiting.isEmpty();
        }
    }

    void offer(List<Told> events) {
        synchronized (this) {
            reading = false;
            if (gone || events.isEmpty()) return;
            taken = events.getLast().seq();
        }
        outbox.update(this, () -> {
            synchronized (waiting) {
                events.forEach(each -> waiting.add(each.json()));
            }
        });
    }

    synchronized void failed() {
        reading = false;
    }

    /** Nothing is told any more. */
    void leave() {
        synchronized (this) {
            gone = true;
        }
        outbox.remove(this);
    }

    @Override
    public String next() {
        synchronized (waiting) {
            return waiting.poll();
        }
    }

    @Override
    public boolean isEmpty() {
        return isDrained();
    }
}
