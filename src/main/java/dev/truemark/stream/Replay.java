package dev.truemark.stream;

import io.smallrye.mutiny.subscription.Cancellable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One client's way through the past. It tells one step when that is due and the client has read the one before, and reads a
 * few steps ahead; a client that reads slowly has its replay later, or with {@code max_hz} fewer steps of it. All but the calls
 * of {@link Watching} happens on the replays' thread.
 */
final class Replay implements Watching {
    private static final Logger LOG = Logger.getLogger(Replay.class);
    private static final int READ_AHEAD = 8;
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal LONGEST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE / 4);

    private final HubThread thread;
    private final PortfolioKey key;
    private final ClientMessage.SubscribePast wish;
    private final ReplayFrames frames;
    private final ReplaySlot slot;
    private final long heartbeatNanos;
    private final Ending ending;
    private final Deque<Step> ahead = new ArrayDeque<>();
    private volatile Step told;
    private Course course;
    private Cancellable reading = () -> {};
    private boolean isReading;
    private boolean isAtEnd;
    private boolean isReplayed;
    private boolean isUnread;
    private boolean isSnapWanted;
    private boolean over;
    private Instant began;
    private long beganAtNanos;
    private long toldAtNanos;
    private long beatAtNanos;
    private int alarm;

    /** How a replay ends that cannot go on; called once, on the replays' thread. */
    @FunctionalInterface
    interface Ending {
        void ended(Replay replay, StreamError why, String detail);
    }

    Replay(
            HubThread thread,
            PortfolioKey key,
            ClientMessage.SubscribePast wish,
            ReplayFrames frames,
            Outbox outbox,
            Duration heartbeat,
            Ending ending) {
        this.thread = thread;
        this.key = key;
        this.wish = wish;
        this.frames = frames;
        this.slot = new ReplaySlot(outbox, () -> thread.run(this::read));
        this.heartbeatNanos = heartbeat.toNanos();
        this.ending = ending;
    }

    void begin(Courses courses) {
        thread.run(() -> reading = courses.open(key, wish.travel())
                .subscribe()
                .with(
                        opened -> thread.run(() -> {
                            course = opened;
                            advance();
                        }),
                        failure -> thread.run(() -> fail(failure))));
    }

    @Override
    public boolean isNamed(String portfolioId) {
        Step step = told;
        return portfolioId.equals(wish.portfolioId()) || step != null && ReplayFrames.isNamed(step, portfolioId);
    }

    @Override
    public void snap() {
        thread.run(() -> {
            isSnapWanted = true;
            advance();
        });
    }

    @Override
    public void leave() {
        slot.drop();
        thread.run(this::stop);
    }

    private void stop() {
        over = true;
        reading.cancel();
        ahead.clear();
        slot.drop();
    }

    private void read() {
        isUnread = false;
        advance();
    }

    /** Tells what is due, or sleeps until something is. */
    private void advance() {
        if (over || course == null) return;
        readAhead();
        if (isUnread) return;
        long now = thread.nanoTime();
        if (isSnapWanted && told != null) {
            isSnapWanted = false;
            offer(List.of(frames.snapshot()));
        } else if (!ahead.isEmpty() && (told == null || dueAt(ahead.peek()) <= now)) {
            tell(now);
        } else if (ahead.isEmpty() && isAtEnd && !isReplayed) {
            isReplayed = true;
            if (wish.travel().isPlayed()) offer(List.of(frames.replayed()));
            else advance();
        } else if (told != null) {
            rest(now);
        }
    }

    private void rest(long now) {
        long beat = beatAtNanos + heartbeatNanos;
        if (beat <= now) {
            beatAtNanos = now;
            offer(List.of(frames.heartbeat()));
            return;
        }
        long due = ahead.isEmpty() ? beat : Math.min(beat, dueAt(ahead.peek()));
        int mine = ++alarm;
        thread.after(due - now, () -> {
            if (mine == alarm) advance();
        });
    }

    private void tell(long now) {
        Step step = ahead.poll();
        if (told == null) {
            began = step.at();
            beganAtNanos = now;
            told = step;
            offer(now, frames.begin(step));
            return;
        }
        boolean conflates = wish.rate().periodNanos() > 0;
        while (conflates && !ahead.isEmpty() && timeOf(ahead.peek()) <= now) step = step.and(ahead.poll());
        told = step;
        List<String> next = frames.next(step);
        if (next.isEmpty()) thread.run(this::advance);
        else offer(now, next);
    }

    private void offer(long now, List<String> step) {
        toldAtNanos = now;
        beatAtNanos = now;
        offer(step);
    }

    private void offer(List<String> some) {
        isUnread = true;
        slot.offer(some);
    }

    /** When a step is told: at its time, but no sooner after the last one than the client wants. */
    private long dueAt(Step step) {
        return Math.max(timeOf(step), toldAtNanos + wish.rate().periodNanos());
    }

    private long timeOf(Step step) {
        Duration since = Duration.between(began, step.at());
        BigDecimal nanos = BigDecimal.valueOf(since.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigDecimal.valueOf(since.getNano()))
                .divide(wish.travel().speed().orElse(BigDecimal.ONE), 0, RoundingMode.DOWN);
        return beganAtNanos + nanos.min(LONGEST_NANOS).longValue();
    }

    private void readAhead() {
        if (isReading || isAtEnd || ahead.size() >= READ_AHEAD) return;
        isReading = true;
        reading = course.next()
                .subscribe()
                .with(steps -> thread.run(() -> took(steps)), failure -> thread.run(() -> fail(failure)));
    }

    private void took(List<Step> steps) {
        isReading = false;
        if (over) return;
        isAtEnd = steps.isEmpty();
        ahead.addAll(steps);
        advance();
    }

    private void fail(Throwable failure) {
        if (over) return;
        stop();
        if (failure instanceof Courses.NoCourse none) {
            ending.ended(this, none.why(), none.getMessage());
        } else {
            LOG.warnf("past not read: portfolioId=%s reason=%s", key.id(), failure.toString());
            ending.ended(this, StreamError.UNAVAILABLE, "the past cannot be read now; subscribe again later");
        }
    }
}
