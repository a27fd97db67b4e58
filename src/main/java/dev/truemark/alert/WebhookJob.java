package dev.truemark.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.platform.roles.Role;
import dev.truemark.platform.roles.Roles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Sends what is due, on instances with the role {@code analytics}; a receiver that does not answer holds up no other. */
@ApplicationScoped
class WebhookJob {
    private static final Logger LOG = Logger.getLogger(WebhookJob.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deliveries deliveries;
    private final Resolver resolver;
    private final AlertConfig config;
    private final AlertMetrics metrics;
    private final ObjectMapper mapper;
    private final Roles roles;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private Optional<WebhookCalls> calls = Optional.empty();
    private Optional<ScheduledExecutorService> thread = Optional.empty();
    private boolean troubled;

    WebhookJob(
            Deliveries deliveries,
            Resolver resolver,
            AlertConfig config,
            AlertMetrics metrics,
            ObjectMapper mapper,
            Roles roles,
            Vertx vertx,
            Clock clock) {
        this.deliveries = deliveries;
        this.resolver = resolver;
        this.config = config.checked();
        this.metrics = metrics;
        this.mapper = mapper;
        this.roles = roles;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1) StartupEvent started) {
        if (!roles.has(Role.ANALYTICS)) return;
        AlertConfig.Webhook bounds = config.webhook();
        WebhookCalls posting = new WebhookCalls(vertx, resolver, bounds.timeout(), bounds.parallel());
        WebhookRun run = new WebhookRun(deliveries, posting, bounds, metrics, mapper, clock);
        Duration half = config.every().dividedBy(2);
        Duration pause = half.compareTo(LONGEST_PAUSE) < 0 ? half : LONGEST_PAUSE;
        ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("truemark-webhooks").factory());
        var unused = own.scheduleWithFixedDelay(() -> turn(run), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        calls = Optional.of(posting);
        thread = Optional.of(own);
    }

    private void turn(WebhookRun run) {
        int free = config.webhook().parallel() - underWay.get();
        if (free <= 0) return;
        try {
            for (Delivery each : run.claim(free).await().atMost(PATIENCE)) send(run, each);
            troubled = false;
        } catch (RuntimeException failure) {
            if (!troubled) LOG.warnf("webhooks wait: reason=%s", failure.toString());
            troubled = true;
        }
    }

    private void send(WebhookRun run, Delivery delivery) {
        underWay.incrementAndGet();
        run.send(delivery)
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "delivery not noted: eventId=%s reason=%s", delivery.id(), failure.toString()));
    }

    /** Begins nothing more, and waits a little for what is under way, so that few attempts are repeated elsewhere. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (thread.isEmpty()) return;
        thread.get().shutdown();
        var unused = thread.get().awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS);
        long until = System.nanoTime() + STOP.toNanos();
        while (underWay.get() > 0 && System.nanoTime() < until) LockSupport.parkNanos(STOP.toNanos() / 100);
    }

    @PreDestroy
    void close() {
        thread.ifPresent(ScheduledExecutorService::shutdownNow);
        calls.ifPresent(WebhookCalls::close);
    }
}
