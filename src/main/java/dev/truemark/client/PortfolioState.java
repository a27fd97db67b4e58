package dev.truemark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One portfolio at one {@code seq} of one {@code epoch}. Begins with a snapshot; deltas move it on. Figures are the strings of the
 * service. May be read by any thread: each method sees a whole state; in {@link SubscriptionListener#onChange} all see the same.
 */
public final class PortfolioState {
    private final String epoch;
    private final JsonNode valuation;
    private final Map<String, JsonNode> positions = new LinkedHashMap<>();
    private final Map<String, JsonNode> cash = new LinkedHashMap<>();
    private final StateHash hash = new StateHash();
    private long seq;
    private JsonNode totals;
    private JsonNode quality;
    private JsonNode basis;
    private JsonNode eventTime = MissingNode.getInstance();

    /** @param snapshot a frame of that type */
    public PortfolioState(JsonNode snapshot) {
        valuation = snapshot.path("valuation");
        epoch = snapshot.path("epoch").asText();
        seq = snapshot.path("seq").asLong();
        totals = valuation.path("totals");
        quality = valuation.path("quality");
        basis = valuation.path("basis");
        replace(positions, valuation.path("positions"), "security_id", "quantity");
        replace(cash, valuation.path("cash"), "currency", "balance");
    }

    /** Whether this delta continues what is held; only then may it be folded. */
    public synchronized boolean isContinuedBy(JsonNode delta) {
        return isAt(delta.path("epoch").asText(), delta.path("prev_seq").asLong(-1));
    }

    /** Whether this is the state that a frame speaks of. */
    synchronized boolean isAt(String epoch, long seq) {
        return epoch.equals(this.epoch) && seq == this.seq;
    }

    /** @throws IllegalArgumentException if {@code delta} does not continue this state */
    public synchronized void fold(JsonNode delta) {
        if (!isContinuedBy(delta)) {
            throw new IllegalArgumentException("delta after " + delta.path("prev_seq") + " does not continue " + seq);
        }
        seq = delta.path("seq").asLong();
        basis = delta.path("basis");
        eventTime = delta.path("event_time");
        replace(positions, delta.path("positions"), "security_id", "quantity");
        replace(cash, delta.path("cash"), "currency", "balance");
        totals = delta.path("totals");
        if (totals.path("quality").isObject()) quality = totals.path("quality");
    }

    /** What is listed is complete, and what is 0 is gone. */
    private static void replace(Map<String, JsonNode> held, JsonNode told, String key, String amount) {
        for (JsonNode each : told) {
            if (StateHash.text(each, amount).equals("0")) held.remove(StateHash.text(each, key));
            else held.put(StateHash.text(each, key), each);
        }
    }

    /** What a {@code quality} frame says takes the place of that. */
    synchronized void qualify(JsonNode frame) {
        if (!(quality instanceof ObjectNode told)) return;
        ObjectNode changed = told.deepCopy();
        for (String field : List.of("status", "missing", "stale")) changed.set(field, frame.get(field));
        quality = changed;
    }

    /** {@code state_hash} of what is held. */
    public synchronized String hash() {
        return hash.of(StateHash.lines(positions.values(), cash.values()));
    }

    public String epoch() {
        return epoch;
    }

    public synchronized long seq() {
        return seq;
    }

    /** As {@code GET /portfolios/{id}/valuation} names it; of the time of the snapshot. */
    public JsonNode valuation() {
        return valuation;
    }

    public String baseCurrency() {
        return StateHash.text(valuation, "base_currency");
    }

    public synchronized Optional<JsonNode> position(String securityId) {
        return Optional.ofNullable(positions.get(securityId));
    }

    public synchronized List<JsonNode> positions() {
        return new ArrayList<>(positions.values());
    }

    public synchronized List<JsonNode> cash() {
        return new ArrayList<>(cash.values());
    }

    public synchronized JsonNode totals() {
        return totals;
    }

    public synchronized JsonNode quality() {
        return quality;
    }

    /** What the state rests on. */
    public synchronized JsonNode basis() {
        return basis;
    }

    /** Of the last delta; empty before the first. */
    public synchronized Optional<Instant> eventTime() {
        return eventTime.isTextual() ? Optional.of(Instant.parse(eventTime.textValue())) : Optional.empty();
    }
}
