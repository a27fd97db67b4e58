package dev.truemark.stream;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;

/** The hub's thread as the test's own: tasks run at once, one after the other, and time passes when told. */
final class TestThread implements HubThread {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Timed> timers = new PriorityQueue<>(Comparator.comparingLong(Timed::at));
    private boolean running;
    private long now;

    private record Timed(long at, Runnable task) {}

    @Override
    public void run(Runnable task) {
        tasks.add(task);
        if (running) return;
        running = true;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) next.run();
        running = false;
    }

    @Override
    public void after(long nanos, Runnable task) {
        timers.add(new Timed(now + nanos, task));
    }

    @Override
    public long nanoTime() {
        return now;
    }

    void pass(long nanos) {
        long until = now + nanos;
        while (!timers.isEmpty() && timers.peek().at() <= until) {
            Timed next = timers.remove();
            now = next.at();
            run(next.task());
        }
        now = until;
    }
}
