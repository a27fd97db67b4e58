package dev.truemark.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** A client at the other end of an outbox, which reads only when the test says so. */
final class Client implements Flow.Subscriber<String> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<JsonNode> frames = new ArrayList<>();
    private Flow.Subscription subscription;
    private boolean completed;

    static Client of(Outbox outbox) {
        Client client = new Client();
        outbox.subscribe(client);
        return client;
    }

    /** Reads up to {@code n} more frames, now or when they come. */
    Client read(long n) {
        subscription.request(n);
        return this;
    }

    Client readAll() {
        return read(Long.MAX_VALUE);
    }

    /** The frames read since the last call. */
    List<JsonNode> take() {
        List<JsonNode> taken = List.copyOf(frames);
        frames.clear();
        return taken;
    }

    /** The types of the frames read since the last call. */
    List<String> types() {
        return take().stream().map(frame -> frame.get("type").textValue()).toList();
    }

    boolean isCompleted() {
        return completed;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(String frame) {
        try {
            frames.add(JSON.readTree(frame));
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(frame, notJson);
        }
    }

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
        completed = true;
    }
}
