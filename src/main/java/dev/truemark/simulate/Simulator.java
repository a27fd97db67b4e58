package dev.truemark.simulate;

import dev.truemark.auth.User;
import dev.truemark.auth.Users;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
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
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends the made-up market to Kafka, as fast as it is asked to.
 *
 * <p><b>Delivery.</b> What could not be sent is sent again before anything else, so that the accounts never believe in a
 * trade that nobody has heard of. <b>Threads.</b> One of its own, which may wait; no event loop does.
 * <b>Failure.</b> Without its owner, PostgreSQL or Kafka it waits and looks again; ticks that were missed meanwhile are
 * left out.
 */
@ApplicationScoped
class Simulator {
    private static final Logger LOG = Logger.getLogger(Simulator.class);
    private static final Duration TURN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final SimulatorConfig config;
    private final Users users;
    private final Beginnings beginnings;
    private final Publisher publisher;
    private final Topics topics;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("truemark-simulator").factory());

    private Optional<SimulatedRun> run = Optional.empty();
    private List<OutRecord> unsent = List.of();
    private boolean troubled;

    Simulator(
            SimulatorConfig config,
            Users users,
            Beginnings beginnings,
            Publisher publisher,
            Topics topics,
            Clock clock) {
        this.config = config;
        this.users = users;
        this.beginnings = beginnings;
        this.publisher = publisher;
        this.topics = topics;
        this.clock = clock;
    }

    /** After the demo user was made. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1) StartupEvent started) {
        if (!config.enabled()) return;
        Simulation.Pace pace = pace();
        var unused = thread.scheduleWithFixedDelay(
                () -> turn(pace), TURN.toMillis(), TURN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn(Simulation.Pace pace) {
        try {
            if (run.isEmpty()) run = begin(pace);
            if (run.isEmpty()) return;
            if (unsent.isEmpty()) unsent = run.get().due(clock.instant());
            publisher.sendAll(unsent).await().atMost(PATIENCE);
            unsent = List.of();
            troubled = false;
            if (run.get().isOver()) end();
        } catch (RuntimeException failure) {
            if (!troubled) LOG.warnf("simulator waits: reason=%s", failure.toString());
            troubled = true;
        }
    }

    private Optional<SimulatedRun> begin(Simulation.Pace pace) {
        Optional<User> owner = await(() -> users.byUsername(config.owner()));
        return owner.map(user -> {
            Simulation.Beginning beginning =
                    await(() -> beginnings.of(user.id(), config.accounts(), config.firstDeposit()));
            Simulation simulation = new Simulation(config.seed(), pace, config.firstDeposit(), beginning);
            LOG.infof("simulator starts: userId=%s seed=%d", user.id(), config.seed());
            return new SimulatedRun(
                    simulation,
                    new SimulatedRecords(topics, user.id(), config.openedOn(), clock.instant()),
                    clock.instant(),
                    pace.ticksPerSecond(),
                    config.duration());
        });
    }

    private static <T> T await(Supplier<Uni<T>> question) {
        try {
            return VertxContextSupport.subscribeAndAwait(question);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Simulation.Pace pace() {
        if (config.accounts().isEmpty() || config.accounts().size() > 100) {
            throw new IllegalArgumentException("truemark.simulator.accounts must name 1 to 100");
        }
        return new Simulation.Pace(
                config.ticksPerSecond(), config.tradesPerMinute(), config.cashFlowsPerHour(), config.ratesPerMinute());
    }

    private void end() {
        LOG.info("simulator is done");
        thread.shutdown();
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
