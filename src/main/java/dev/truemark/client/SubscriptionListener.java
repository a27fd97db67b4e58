package dev.truemark.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;

/** Hears of one portfolio. Called by the client's one thread, which must not be held up. */
public interface SubscriptionListener {
    /**
     * A snapshot or a delta was folded into {@code state}.
     *
     * @param frame the frame itself; of a delta {@code cause} says why
     */
    default void onChange(PortfolioState state, JsonNode frame) {}

    /** What is missing or stale has changed. */
    default void onQuality(JsonNode frame) {}

    /** The day so far, as {@code GET /portfolios/{id}/day} answers it, where the filter asks for analytics. */
    default void onAnalytics(JsonNode day) {}

    /** The hash of a heartbeat is that of what is held. */
    default void onVerified(long seq, String stateHash) {}

    /** It is not; a resync follows. */
    default void onMismatch(long seq, String expected, String held) {}

    /** What is held may be wrong until the next snapshot: {@code GAP}, {@code WRONG_HASH}, or the service's reason. */
    default void onResync(String reason) {}

    /** The past has changed: ask for histories anew from that day on. A snapshot follows. */
    default void onRestated(LocalDate from) {}

    /**
     * Of the past: the state that follows, or that is held, is of this date and this knowledge, as
     * {@code GET /portfolios/{id}/valuation?as_of=…&known_at=…} answers it.
     */
    default void onMoment(LocalDate asOf, Instant knownAt) {}

    /** A replay was told to its end, and stands still there. */
    default void onReplayed(LocalDate asOf, Instant knownAt) {}

    /** {@code NOT_FOUND}, {@code UNSUPPORTED} and limits end the subscription. */
    default void onError(String code, String detail) {}
}
