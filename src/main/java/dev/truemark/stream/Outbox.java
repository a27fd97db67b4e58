package dev.truemark.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;

/**
 * What waits for one connection, handed out one frame at a time as the client reads. Answers come first, in a bounded
 * queue; behind them each subscription keeps only its newest figures, so a client that does not read costs no more than
 * what it watches.
 */
final class Outbox implements Flow.Publisher<String> {
    private final Executor connection;
    private final int controlLimit;
    private final LongSupplier nanoTime;
    private final Closer closer;
    private final Deque<String> control = new ArrayDeque<>();
    private final Set<Source> ready = new LinkedHashSet<>();
    private volatile Flow.Subscriber<? super String> client;
    private long demand;
    private boolean draining;
    private boolean ended;
    private boolean unread;
    private long handedAtNanos;
    private StreamError closing;

    /** Closes the connection; called at most once, on the connection's executor. */
    @FunctionalInterface
    interface Closer {
        void close(StreamError why);
    }

    /**
     * @param connection   runs what hands out frames, one at a time
     * @param controlLimit answers that may wait; one more is {@link StreamError#SLOW}
     */
    Outbox(Executor connection, int controlLimit, LongSupplier nanoTime, Closer closer) {
        this.connection = connection;
        this.controlLimit = controlLimit;
        this.nanoTime = nanoTime;
        this.closer = closer;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super String> subscriber) {
        synchronized (this) {
            if (client != null) throw new IllegalStateException("one connection, one subscriber");
            client = subscriber;
        }
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                requested(n);
            }

            @Override
            public void cancel() {
                end();
            }
        });
    }

    /** Queues an answer. */
    synchronized void control(String frame) {
        if (ended || closing != null) return;
        if (control.size() >= controlLimit) {
            closeNow(StreamError.SLOW);
            return;
        }
        control.add(frame);
        schedule();
    }

    /** Changes what waits for {@code source}; {@code change} runs under the lock of this outbox. */
    synchronized void update(Source source, Runnable change) {
        if (ended || closing != null) return;
        change.run();
        if (source.isEmpty()) ready.remove(source);
        else ready.add(source);
        schedule();
    }

    synchronized void remove(Source source) {
        ready.remove(source);
    }

    /** Hands out the answers that wait and {@code last}, then closes. What else waits is dropped. */
    synchronized void closeAfter(String last, StreamError why) {
        if (ended || closing != null) return;
        control.add(last);
        closing = why;
        ready.clear();
        schedule();
    }

    /** Closes without waiting for the client to read. */
    synchronized void closeNow(StreamError why) {
        if (ended) return;
        ended = true;
        control.clear();
        ready.clear();
        connection.execute(() -> closer.close(why));
    }

    /** The connection is gone: nothing is handed out any more. */
    void end() {
        Flow.Subscriber<? super String> gone;
        synchronized (this) {
            ended = true;
            control.clear();
            ready.clear();
            gone = client;
            client = null;
        }
        if (gone != null) connection.execute(gone::onComplete);
    }

    /** How long the last frame has been on its way to the client; 0 when it has been read. */
    synchronized long unreadNanos() {
        return unread && !ended ? nanoTime.getAsLong() - handedAtNanos : 0;
    }

    private synchronized void requested(long n) {
        if (n <= 0) return;
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        unread = false;
        schedule();
    }

    private void schedule() {
        boolean work = !control.isEmpty() || !ready.isEmpty() || closing != null;
        if (draining || client == null || demand == 0 || ended || !work) return;
        draining = true;
        connection.execute(this::drain);
    }

    private void drain() {
        for (String frame = take(); frame != null; frame = take()) {
            Flow.Subscriber<? super String> to = client;
            if (to == null) return;
            to.onNext(frame);
        }
    }

    private synchronized String take() {
        String frame = ended || demand == 0 ? null : waiting();
        if (frame == null) {
            draining = false;
            if (!ended && closing != null && demand > 0) closeNow(closing);
            return null;
        }
        demand--;
        unread = true;
        handedAtNanos = nanoTime.getAsLong();
        return frame;
    }

    private String waiting() {
        String answer = control.poll();
        if (answer != null) return answer;
        while (!ready.isEmpty()) {
            Source source = ready.iterator().next();
            ready.remove(source);
            String frame = source.next();
            if (!source.isEmpty()) ready.add(source);
            if (frame != null) return frame;
        }
        return null;
    }
}
