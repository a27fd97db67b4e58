package dev.truemark.platform.reading;

import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A bounded pool for computations too long for an event loop, such as folding the whole history of a portfolio. */
@ApplicationScoped
public class HeavyWork {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ThreadPoolExecutor pool;

    HeavyWork(HeavyConfig config) {
        pool = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(config.queue()),
                Thread.ofPlatform().daemon().name("truemark-heavy-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
    }

    /** Fails with 503 when too much is waiting already. */
    public <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(pool)
                .onFailure(RejectedExecutionException.class)
                .transform(busy -> ProblemException.unavailable("Too much is being computed.", RETRY_AFTER));
    }

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }
}
