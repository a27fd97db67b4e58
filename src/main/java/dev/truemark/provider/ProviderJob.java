package dev.truemark.provider;

import dev.truemark.market.QuoteBook;
import dev.truemark.market.QuoteCacheWriter;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.roles.Role;
import dev.truemark.platform.roles.Roles;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Asks the provider on time, where it is enabled and this instance has the role {@code market}.
 *
 * <p><b>Delivery.</b> A price that could not be told is asked for again at the next turn. <b>Threads.</b> One of its own, which
 * may wait; no event loop does. <b>Failure.</b> Without the provider, PostgreSQL or Kafka it looks again; health does not
 * know of it.
 */
@ApplicationScoped
class ProviderJob {
    private static final Logger LOG = Logger.getLogger(ProviderJob.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ProviderConfig config;
    private final ProviderMetrics metrics;
    private final Turns turns;
    private final HeldSecurities securities;
    private final Publisher publisher;
    private final Topics topics;
    private final QuoteBook book;
    private final QuoteCacheWriter cache;
    private final Roles roles;
    private final Vertx vertx;
    private final Clock clock;
    private Optional<HttpCalls> calls = Optional.empty();
    private Optional<ScheduledExecutorService> thread = Optional.empty();
    private boolean warmed;
    private boolean troubled;

    ProviderJob(
            ProviderConfig config,
            ProviderMetrics metrics,
            Turns turns,
            HeldSecurities securities,
            Publisher publisher,
            Topics topics,
            QuoteBook book,
            QuoteCacheWriter cache,
            Roles roles,
            Vertx vertx,
            Clock clock) {
        this.config = config;
        this.metrics = metrics;
        this.turns = turns;
        this.securities = securities;
        this.publisher = publisher;
        this.topics = topics;
        this.book = book;
        this.cache = cache;
        this.roles = roles;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1) StartupEvent started) {
        metrics.announce();
        if (!config.enabled() || !roles.has(Role.MARKET)) return;
        Bounds.check(config);
        HttpCalls http = new HttpCalls(vertx, config);
        ProviderRun run = runWith(config, http);
        ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("truemark-provider").factory());
        var unused = own.scheduleWithFixedDelay(() -> look(run), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        calls = Optional.of(http);
        thread = Optional.of(own);
    }

    /** All parts of it, against that provider. */
    ProviderRun runWith(ProviderConfig config, HttpCalls http) {
        Requests requests = new Requests(http, config, metrics, clock, pause -> LockSupport.parkNanos(pause.toNanos()));
        Refresh refresh = new Refresh(
                new YahooFinance(requests, config.quotesFrom(), clock),
                new PriceRecords(topics.marketPrices(), config.source()),
                this::publish,
                config,
                metrics,
                clock);
        return new ProviderRun(refresh, turns, securities, cache::warm, config, metrics, clock);
    }

    private void publish(List<OutRecord> records) {
        publisher.sendAll(records).await().atMost(PATIENCE);
    }

    private void look(ProviderRun run) {
        try {
            if (!warmed && book.isReady()) {
                run.warm();
                warmed = true;
            }
            run.takeTurns();
            troubled = false;
        } catch (RuntimeException failure) {
            if (!troubled) LOG.warnf("provider waits: reason=%s", failure.toString());
            troubled = true;
        }
    }

    @PreDestroy
    void close() {
        thread.ifPresent(ScheduledExecutorService::shutdownNow);
        calls.ifPresent(HttpCalls::close);
    }
}
