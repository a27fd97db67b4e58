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

/** Instances behind one address, as a balancer sees them: each request goes to the next that serves. */
final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Map<String, String> properties;
    private final List<PackagedApp> serving = new CopyOnWriteArrayList<>();
    private final Map<PackagedApp, Integer> asked = new HashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Fleet(Map<String, String> properties) {
        this.properties = properties;
    }

    /** Starts instances side by side; they serve once they are ready. */
    Fleet add(int count) {
        List<PackagedApp> started = java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> PackagedApp.launch(properties))
                .toList();
        for (PackagedApp app : started) {
            app.awaitListening();
            await().atMost(PATIENCE)
                    .until(() -> RestAssured.get(app.uri() + "/q/health/ready").statusCode() == 200);
            serving.add(app);
        }
        return this;
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
    void remove(PackagedApp app) {
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
        serving.forEach(PackagedApp::close);
    }
}
