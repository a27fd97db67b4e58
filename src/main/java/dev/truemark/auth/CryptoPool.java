package dev.truemark.auth;

import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Hashes and signatures, which take milliseconds, away from the event loops and with a bound on their number. */
@ApplicationScoped
class CryptoPool {
    private final ThreadPoolExecutor threads;

    @Inject
    CryptoPool(AuthConfig config) {
        this(config.passwords().threads(), config.passwords().queue());
    }

    CryptoPool(int threadCount, int queueLength) {
        threads = new ThreadPoolExecutor(
                threadCount,
                threadCount,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(queueLength),
                Thread.ofPlatform().name("crypto-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** The result, on the Vert.x context that subscribed. Fails with 503 when the queue is full. */
    <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            Executor back = callersContext();
            return Uni.createFrom()
                    .item(work)
                    .runSubscriptionOn(threads)
                    .onFailure(RejectedExecutionException.class)
                    .transform(e ->
                            ProblemException.unavailable("Too many logins wait for their turn.", Duration.ofSeconds(1)))
                    .emitOn(back);
        });
    }

    private static Executor callersContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }

    @PreDestroy
    void stop() {
        var abandoned = threads.shutdownNow();
        abandoned.clear();
    }
}
