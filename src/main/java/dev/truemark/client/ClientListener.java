package dev.truemark.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** Hears of the connection. Called by the client's one thread, which must not be held up. */
public interface ClientListener {
    /**
     * What the connection is now.
     *
     * @param retryIn of {@code WAITING}: when it is tried again
     * @param why     the code of the close, or what failed; empty where all is well
     */
    default void onState(TruemarkClient.State state, Optional<Duration> retryIn, String why) {}

    /** A price of a symbol that was asked for by {@link TruemarkClient#quotes}. */
    default void onQuote(JsonNode frame) {}

    /** An error that is not about one portfolio. */
    default void onError(String code, String detail) {}
}
