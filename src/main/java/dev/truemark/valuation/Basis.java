package dev.truemark.valuation;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a state rests on; states of equal basis are equal to the last digit on every instance (DEFINITIONS 22).
 *
 * @param portfolioVersion of the books
 * @param marketOffsets    the next offset of each market log, by {@code topic/partition}; null where a question about the
 *                         past restricts the market by {@code known_at} instead, which then repeats the answer
 * @param evaluatedAt      no price or rate is from after it
 */
public record Basis(long portfolioVersion, SortedMap<String, Long> marketOffsets, Instant evaluatedAt) {

    /** As it stands in {@code ?basis=}: the JSON of an answer's basis in base64url. */
    public String text() {
        JsonObject json = new JsonObject()
                .put("portfolio_version", portfolioVersion)
                .put("market_offsets", marketOffsets)
                .put("evaluated_at", evaluatedAt.toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where the text is no basis, or one without offsets. */
    public static Optional<Basis> parse(String text) {
        try {
            JsonObject json = new JsonObject(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            SortedMap<String, Long> offsets = new TreeMap<>();
            for (Map.Entry<String, Object> each : json.getJsonObject("market_offsets")) {
                offsets.put(each.getKey(), ((Number) each.getValue()).longValue());
            }
            return Optional.of(new Basis(
                    json.getLong("portfolio_version"), offsets, Instant.parse(json.getString("evaluated_at"))));
        } catch (IllegalArgumentException
                | DecodeException
                | ClassCastException
                | NullPointerException
                | DateTimeException notABasis) {
            return Optional.empty();
        }
    }

    /** The offsets of one topic, by partition. */
    Map<Integer, Long> offsetsOf(String topic) {
        Map<Integer, Long> next = new TreeMap<>();
        marketOffsets.forEach((log, offset) -> {
            int slash = log.lastIndexOf('/');
            if (slash > 0 && log.substring(0, slash).equals(topic)) {
                next.put(Integer.valueOf(log.substring(slash + 1)), offset);
            }
        });
        return next;
    }
}
