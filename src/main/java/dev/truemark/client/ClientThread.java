package dev.truemark.client;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The one thread that does everything, in order. What a listener throws is logged and harms nothing. */
final class ClientThread {
    private static final System.Logger LOG = System.getLogger(ClientThread.class.getName());

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("truemark-client").factory(), new ThreadPoolExecutor.DiscardPolicy());

    void run(Runnable step) {
        executor.execute(guarded(step));
    }

    void after(Duration pause, Runnable step) {
        var unused = executor.schedule(guarded(step), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Asks on another thread, which may wait, and takes the answer on this one. */
    <T> void ask(Supplier<T> question, Consumer<T> answer, Consumer<RuntimeException> failed) {
        var unused = Thread.ofVirtual().start(() -> {
            try {
                T answered = question.get();
                run(() -> answer.accept(answered));
            } catch (RuntimeException failure) {
                run(() -> failed.accept(failure));
            }
        });
    }

    /** Nothing is done any more. */
    void end() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.shutdown();
    }

    /** The same step, which harms nothing when it fails. */
    Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException fault) {
                LOG.log(System.Logger.Level.WARNING, "a listener failed", fault);
            }
        };
    }
}
