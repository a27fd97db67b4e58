package dev.truemark.packaged;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** Instances behind one address, as a balancer sees them: each request goes to the next that serves. */
final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Map<String, String> properties;
    private final List<PackagedApp> launched = new CopyOnWriteArrayList<>();
    private final List<PackagedApp> serving = new CopyOnWriteArrayList<>();
    private final Map<PackagedApp, Integer> asked = new HashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Fleet(Map<String, String> properties) {
        this.properties = properties;
    }

    /** Starts instances side by side; they serve once they are ready. */
    Fleet add(int count) {
        Stream.generate(this::launch).limit(count).toList().forEach(this::admit);
        return this;
    }

    /** As a rolling upgrade does: a successor starts beside the old instance, which goes once the new one serves. */
    void replace(PackagedApp old) {
        admit(launch());
        remove(old);
    }

    private PackagedApp launch() {
        PackagedApp app = PackagedApp.launch(properties);
        launched.add(app);
        return app;
    }

    private void admit(PackagedApp app) {
        app.awaitListening();
        await().atMost(PATIENCE)
                .until(() -> RestAssured.get(app.uri() + "/q/health/ready").statusCode() == 200);
        serving.add(app);
    }

    /** The instance whose turn it is. */
    PackagedApp next() {
        return serving.get(Math.floorMod(turn.getAndIncrement(), serving.size()));
    }

    /** Asks the instance whose turn it is, which stays until it has answered. */
    <T> T ask(Function<PackagedApp, T> request) {
        PackagedApp app;
        synchronized (asked) {
            app = next();
            asked.merge(app, 1, Integer::sum);
        }
        try {
            return request.apply(app);
        } finally {
            synchronized (asked) {
                asked.merge(app, -1, Integer::sum);
            }
        }
    }

    List<PackagedApp> serving() {
        return List.copyOf(serving);
    }

    /** Takes an instance out, as a balancer does before it is told to go, and then lets it end in its own time. */
    private void remove(PackagedApp app) {
        synchronized (asked) {
            serving.remove(app);
        }
        await().atMost(PATIENCE).until(() -> isDrained(app));
        app.close();
    }

    private boolean isDrained(PackagedApp app) {
        synchronized (asked) {
            return asked.getOrDefault(app, 0) == 0;
        }
    }

    @Override
    public void close() {
        launched.forEach(PackagedApp::kill);
    }
}
