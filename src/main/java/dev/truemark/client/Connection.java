package dev.truemark.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** One WebSocket: frames in, messages out one after the other, and one word on its end. */
final class Connection implements WebSocket.Listener {
    static final int LOST = 1006;
    private static final int NOT_JSON = 1007;
    private static final int TOO_LONG = 1009;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Characters of one frame; a snapshot of 10,000 positions has some five million. */
    private static final int LONGEST_FRAME = 64 << 20;

    private final Consumer<JsonNode> frames;
    private final IntConsumer closed;
    private final AtomicBoolean over = new AtomicBoolean();
    private final StringBuilder text = new StringBuilder();
    private volatile WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    /**
     * @param frames takes each frame, called by a thread of the HTTP client
     * @param closed takes the code of the end, once, {@link #LOST} where there was none
     */
    Connection(Consumer<JsonNode> frames, IntConsumer closed) {
        this.frames = frames;
        this.closed = closed;
    }

    /** Nothing is read before {@link #begin}. */
    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
    }

    void begin() {
        socket.request(1);
    }

    /** For one thread. */
    void send(String message) {
        sending = sending.handle((done, failed) -> null).thenCompose(next -> socket.sendText(message, true));
    }

    /** Says good-bye, and waits for nothing. */
    void close() {
        over.set(true);
        WebSocket open = socket;
        if (open == null) return;
        sending = open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((done, failed) -> open.abort());
    }

    /** Ends it without a word: nobody is there to hear it. */
    void abort(int code) {
        WebSocket open = socket;
        if (open != null) open.abort();
        end(code);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        if (text.length() + part.length() > LONGEST_FRAME) {
            abort(TOO_LONG);
            return null;
        }
        text.append(part);
        if (last) {
            String whole = text.toString();
            text.setLength(0);
            try {
                frames.accept(JSON.readTree(whole));
            } catch (JsonProcessingException broken) {
                abort(NOT_JSON);
                return null;
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        end(LOST);
    }

    private void end(int code) {
        if (!over.getAndSet(true)) closed.accept(code);
    }
}
