package dev.truemark.stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The replays of this instance, and how many there may be. They have a thread of their own and take none of the hub's time. */
@ApplicationScoped
class Replays {
    private static final int RADIX = 36;

    private final HubThread thread;
    private final Runnable end;
    private final Courses courses;
    private final FigureViews views;
    private final Supplier<String> epochs;
    private final StreamConfig config;
    private final StreamMetrics metrics;
    private final Map<UUID, Integer> byUser = new HashMap<>();
    private int open;

    @Inject
    Replays(Courses courses, FigureViews views, StreamConfig config, StreamMetrics metrics) {
        SerialThread own = new SerialThread("truemark-replay");
        SecureRandom random = new SecureRandom();
        this.thread = own;
        this.end = own::close;
        this.courses = courses;
        this.views = views;
        this.epochs = () -> Long.toUnsignedString(random.nextLong(), RADIX);
        this.config = config;
        this.metrics = metrics;
    }

    /** On a thread of the caller's, which he ends. */
    Replays(
            HubThread thread,
            Courses courses,
            FigureViews views,
            Supplier<String> epochs,
            StreamConfig config,
            StreamMetrics metrics) {
        this.thread = thread;
        this.end = () -> {};
        this.courses = courses;
        this.views = views;
        this.epochs = epochs;
        this.config = config;
        this.metrics = metrics;
    }

    @PreDestroy
    void close() {
        end.run();
    }

    /** Makes one that has not begun; empty where the user, or the instance, has as many as it may. */
    synchronized Optional<Replay> make(
            UUID user, PortfolioKey key, ClientMessage.SubscribePast wish, Outbox outbox, Replay.Ending ending) {
        if (open >= config.maxReplays() || byUser.getOrDefault(user, 0) >= config.maxReplaysPerUser()) {
            return Optional.empty();
        }
        byUser.merge(user, 1, Integer::sum);
        metrics.replays().set(++open);
        ReplayFrames frames = new ReplayFrames(views, epochs, wish.symbols());
        return Optional.of(new Replay(thread, key, wish, frames, outbox, config.heartbeat(), ending));
    }

    void begin(Replay replay) {
        replay.begin(courses);
    }

    /** One of a user's is over. */
    synchronized void release(UUID user) {
        byUser.computeIfPresent(user, (id, own) -> own > 1 ? own - 1 : null);
        metrics.replays().set(--open);
    }
}
