package dev.truemark.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A WebSocket client of the JDK, with nothing of ours in it. */
final class WsClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final List<JsonNode> all = new ArrayList<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    /** @throws java.net.http.WebSocketHandshakeException as the cause where the upgrade is refused */
    static WsClient open(URI uri, Consumer<WebSocket.Builder> how) {
        WsClient client = new WsClient();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        how.accept(builder);
        try {
            client.socket = builder.buildAsync(uri, client).join();
        } catch (CompletionException refused) {
            throw new IllegalStateException(refused.getCause());
        }
        return client;
    }

    static WsClient withToken(URI uri, String token) {
        return open(uri, builder -> builder.header("Authorization", "Bearer " + token));
    }

    WsClient send(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    WsClient subscribe(String portfolioId) {
        return send("{\"type\":\"subscribe\",\"portfolio_id\":\"" + portfolioId + "\"}");
    }

    /** The next frame. */
    JsonNode next() {
        try {
            JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) throw new AssertionError("no frame came; so far: " + all);
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The next frame of a type; those before it are passed over. */
    JsonNode next(String type) {
        return next(frame -> frame.get("type").textValue().equals(type));
    }

    JsonNode next(Predicate<JsonNode> wanted) {
        for (JsonNode frame = next(); ; frame = next()) {
            if (wanted.test(frame)) return frame;
        }
    }

    int closeCode() {
        return closeCode.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Goes away without a word. */
    void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            try {
                JsonNode frame = JSON.readTree(text.toString());
                all.add(frame);
                frames.add(frame);
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closeCode.completeExceptionally(failure);
    }
}
