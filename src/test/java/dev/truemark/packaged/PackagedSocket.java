package dev.truemark.packaged;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A plain client of an instance's stream that keeps every frame. */
final class PackagedSocket implements WebSocket.Listener {
    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private volatile boolean closed;
    private WebSocket socket;

    private PackagedSocket() {}

    static PackagedSocket connect(PackagedApp app, PackagedUser user)
            throws ExecutionException, InterruptedException, TimeoutException {
        PackagedSocket client = new PackagedSocket();
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + user.token())
                .buildAsync(URI.create(app.uri().toString().replace("http", "ws") + "/api/v1/ws"), client)
                .get(30, TimeUnit.SECONDS);
        return client;
    }

    /** Sends a message of the protocol. */
    PackagedSocket send(JsonObject message) throws ExecutionException, InterruptedException, TimeoutException {
        socket.sendText(message.encode(), true).get(30, TimeUnit.SECONDS);
        return this;
    }

    List<JsonObject> frames(String type) {
        return frames.stream().filter(f -> f.getString("type").equals(type)).toList();
    }

    /** Whether the connection is over, by whichever side. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            frames.add(new JsonObject(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed = true;
    }
}
