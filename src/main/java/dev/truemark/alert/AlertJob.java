package dev.truemark.alert;

import dev.truemark.market.QuoteBook;
import dev.truemark.platform.roles.Role;
import dev.truemark.platform.roles.Roles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks at the rules of all portfolios as their figures change, together with the other instances that have the role {@code
 * analytics}.
 *
 * <p><b>Delivery.</b> A change is noted in the database before it is looked at, and what is missed is found by the sweep.
 * <b>Threads.</b> One of its own, which may wait. <b>Failure.</b> Without PostgreSQL it looks again.
 */
@ApplicationScoped
class AlertJob {
    private static final Logger LOG = Logger.getLogger(AlertJob.class);
    private static final int AT_ONCE = 8;
    private static final int STOP_SECONDS = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final AlertConfig config;
    private final AlertMetrics metrics;
    private final Watches watches;
    private final Evaluation evaluation;
    private final OldAlerts old;
    private final QuoteBook quotes;
    private final Roles roles;
    private final Ticked ticked = new Ticked();
    private Optional<ScheduledExecutorService> thread = Optional.empty();
    private long sweptAt;
    private boolean troubled;

    AlertJob(
            AlertConfig config,
            AlertMetrics metrics,
            Watches watches,
            Evaluation evaluation,
            OldAlerts old,
            QuoteBook quotes,
            Roles roles) {
        this.config = config.checked();
        this.metrics = metrics;
        this.watches = watches;
        this.evaluation = evaluation;
        this.old = old;
        this.quotes = quotes;
        this.roles = roles;
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1) StartupEvent started) {
        metrics.announce();
        if (!roles.has(Role.ANALYTICS)) return;
        quotes.onTick(ticked);
        sweptAt = System.nanoTime() - config.sweep().toNanos();
        Duration half = config.every().dividedBy(2);
        Duration pause = half.compareTo(LONGEST_PAUSE) < 0 ? half : LONGEST_PAUSE;
        ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("truemark-alerts").factory());
        var unused = own.scheduleWithFixedDelay(this::turn, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        thread = Optional.of(own);
    }

    private void turn() {
        try {
            if (System.nanoTime() - sweptAt >= config.sweep().toNanos()) {
                watches.ensure().chain(old::forget).await().atMost(config.lease());
                sweptAt = System.nanoTime();
            }
            mark();
            List<Watches.Claim> claims = watches.claim().await().atMost(config.lease());
            if (!claims.isEmpty()) lookAt(claims).await().atMost(config.lease().multipliedBy(2));
            troubled = false;
        } catch (RuntimeException failure) {
            if (!troubled) LOG.warnf("alerts wait: reason=%s", failure.toString());
            troubled = true;
        }
    }

    /** What is not noted now is noted with what comes next. */
    private void mark() {
        Ticked.Seen seen = ticked.take();
        try {
            watches.mark(seen).await().atMost(config.lease());
        } catch (RuntimeException failure) {
            ticked.giveBack(seen);
            throw failure;
        }
    }

    private Uni<Void> lookAt(List<Watches.Claim> claims) {
        return Multi.createFrom()
                .iterable(claims)
                .onItem()
                .transformToUni(this::lookAt)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> lookAt(Watches.Claim claim) {
        long started = System.nanoTime();
        return evaluation
                .evaluate(claim)
                .ifNoItem()
                .after(config.lease())
                .fail()
                .onItemOrFailure()
                .transform((kept, failure) -> {
                    metrics.looked(Duration.ofNanos(System.nanoTime() - started));
                    if (failure != null) {
                        LOG.warnf(
                                "rules not looked at: portfolioId=%s reason=%s", claim.portfolio(), failure.toString());
                    }
                    return failure == null && kept;
                });
    }

    /** Before the database is let go of; a look that takes longer is repeated elsewhere. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (thread.isEmpty()) return;
        thread.get().shutdown();
        if (!thread.get().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            var unused = thread.get().shutdownNow();
        }
    }
}
