package dev.truemark.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The frames of one step of a replay that wait for the client. The next step is told when these are read, so a client sets
 * the pace of its replay and no more than a step waits for it.
 */
final class ReplaySlot implements Source {
    private final Outbox outbox;
    private final Deque<String> frames = new ArrayDeque<>();
    private final Runnable read;
    private boolean dropped;

    /** @param read told when the client has taken the last frame that waited; must return at once */
    ReplaySlot(Outbox outbox, Runnable read) {
        this.outbox = outbox;
        this.read = read;
    }

    void offer(List<String> step) {
        outbox.update(this, () -> {
            if (!dropped) frames.addAll(step);
        });
    }

    /** Nothing is sent any more. */
    void drop() {
        outbox.update(this, () -> {
            dropped = true;
            frames.clear();
        });
    }

    @Override
    public String next() {
        String frame = frames.poll();
        if (frame != null && frames.isEmpty()) read.run();
        return frame;
    }

    @Override
    public boolean isEmpty() {
        return frames.isEmpty();
    }
}
