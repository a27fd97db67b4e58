package dev.truemark.bench;

import dev.truemark.bench.StreamBench.Ticks;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * One socket on one portfolio. A frame that carries several ticks at once is the hearing of each of them, so that what
 * was merged counts with its whole delay.
 */
final class Subscriber {
    private static final String DELTA = "{\"type\":\"delta\"";
    private static final String SNAPSHOT = "{\"type\":\"snapshot\"";
    private static final String EVENT_TIME = "\"event_time\":\"";
    private static final String POSITION = "\"security_id\":";

    private final Ticks ticks;
    private final boolean hearsEveryTick;
    private volatile boolean snapshot;
    private volatile boolean open = true;
    private ClientWebSocket socket;
    private final List<Long> latencies = new ArrayList<>();
    private int heard;
    private long frames;
    private long positions;

    private Subscriber(Ticks ticks, boolean hearsEveryTick) {
        this.ticks = ticks;
        this.hearsEveryTick = hearsEveryTick;
    }

    /** One that is on its way. */
    record Opening(Subscriber subscriber, CompletableFuture<?> opened) {}

    static Subscriber open(Vertx vertx, Bench.Scene scene, String portfolioId, Ticks ticks) throws Exception {
        Opening opening = opening(vertx.createWebSocketClient(), scene, portfolioId, ticks, true);
        var unused = opening.opened().get(30, TimeUnit.SECONDS);
        return opening.subscriber();
    }

    /** @param everyTick whether each tick concerns the portfolio; otherwise one that is merged with a later one is not counted */
    static Opening opening(
            WebSocketClient client, Bench.Scene scene, String portfolioId, Ticks ticks, boolean everyTick) {
        Subscriber subscriber = new Subscriber(ticks, everyTick);
        WebSocketConnectOptions to = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(scene.app().port())
                .setURI("/api/v1/ws/portfolio/" + portfolioId)
                .addHeader("Authorization", "Bearer " + scene.account().token());
        ClientWebSocket socket = client.webSocket();
        socket.textMessageHandler(subscriber::frame);
        socket.closeHandler(closed -> subscriber.open = false);
        subscriber.socket = socket;
        return new Opening(subscriber, socket.connect(to).toCompletionStage().toCompletableFuture());
    }

    /** Leaves what comes where it is, from now on. */
    void stopReading() {
        socket.pause();
    }

    private synchronized void frame(String text) {
        if (text.startsWith(SNAPSHOT)) snapshot = true;
        if (!text.startsWith(DELTA)) return;
        long now = System.nanoTime();
        frames++;
        for (int at = text.indexOf(POSITION); at >= 0; at = text.indexOf(POSITION, at + 1)) positions++;
        int from = text.indexOf(EVENT_TIME) + EVENT_TIME.length();
        int tick = ticks.indexOf(text.substring(from, text.indexOf('"', from)));
        if (!hearsEveryTick && tick >= heard) heard = tick;
        for (; heard <= tick; heard++) latencies.add(now - ticks.sentAt(heard));
    }

    /** Forgets what was heard; only ticks from now on count. */
    synchronized void reset() {
        latencies.clear();
        frames = 0;
        positions = 0;
        heard = ticks.count();
    }

    boolean hasSnapshot() {
        return snapshot;
    }

    boolean isOpen() {
        return open;
    }

    /** A copy: nanoseconds from the send of each tick to its hearing. */
    synchronized LongStream latencies() {
        return LongStream.of(latencies.stream().mapToLong(Long::longValue).toArray());
    }

    synchronized long frames() {
        return frames;
    }

    synchronized long positions() {
        return positions;
    }
}
