package dev.truemark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One portfolio, followed. All but {@link #state}, {@link #portfolioId} and {@link #close} is for the client's thread. */
public final class Subscription implements AutoCloseable {
    private final TruemarkClient client;
    private final String portfolioId;
    private final Filter filter;
    private final SubscriptionListener listener;
    /** Where it goes on after a loss of the connection; empty of the present. */
    private Optional<Past> past;

    private final Set<String> names = new HashSet<>();
    private volatile Optional<PortfolioState> state = Optional.empty();
    private String epoch = "";
    private LocalDate toldDay;
    private Instant toldKnown;
    /** Deltas are worth nothing before the next snapshot. */
    private boolean waits = true;

    Subscription(TruemarkClient client, String portfolioId, Filter filter, SubscriptionListener listener) {
        this(client, portfolioId, Optional.empty(), filter, listener);
    }

    Subscription(
            TruemarkClient client,
            String portfolioId,
            Optional<Past> past,
            Filter filter,
            SubscriptionListener listener) {
        this.client = client;
        this.portfolioId = portfolioId;
        this.past = past;
        this.filter = filter;
        this.listener = listener;
        names.add(portfolioId);
    }

    /** What is held; empty before the first snapshot. It stays while the connection is away. */
    public Optional<PortfolioState> state() {
        return state;
    }

    public String portfolioId() {
        return portfolioId;
    }

    /** Ends it. */
    @Override
    public void close() {
        client.forget(this);
    }

    /** The message that asks for it, from where it stopped if it did. */
    ObjectNode message() {
        ObjectNode message = about("subscribe");
        if (!filter.symbols().isEmpty()) filter.symbols().forEach(message.withArray("symbols")::add);
        if (filter.maxHz() > 0) message.put("max_hz", filter.maxHz());
        if (filter.analytics()) message.put("analytics", true);
        past.ifPresent(some -> travel(message, some));
        if (!waits && filter.symbols().isEmpty() && past.isEmpty()) {
            state.ifPresent(held ->
                    message.putObject("resume").put("epoch", held.epoch()).put("seq", held.seq()));
        }
        return message;
    }

    private static void travel(ObjectNode message, Past past) {
        past.asOf().ifPresent(day -> message.put("as_of", day.toString()));
        past.knownAt().ifPresent(known -> message.put("known_at", known.toString()));
        past.speed().ifPresent(speed -> message.put("speed", speed.toPlainString()));
        if (past.speed().isPresent() && past.along() == Past.Axis.KNOWN_AT) message.put("along", "known_at");
    }

    ObjectNode about(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("portfolio_id", portfolioId);
    }

    /** An epoch is one portfolio's; a name may be that of two where one of them is somebody else's. */
    boolean isOfEpoch(JsonNode frame) {
        return !epoch.isEmpty() && epoch.equals(frame.path("epoch").asText());
    }

    boolean isMeantBy(JsonNode frame) {
        JsonNode id = frame.path("valuation").path("id");
        return names.contains((id.isTextual() ? id : frame.path("id")).asText())
                || names.contains(frame.path("portfolio_id").asText());
    }

    void take(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "subscribed" -> subscribed(frame);
            case "snapshot" -> snapshot(frame);
            case "delta" -> delta(frame);
            case "heartbeat" -> heartbeat(frame);
            case "quality" -> {
                if (!waits) state.ifPresent(held -> held.qualify(frame));
                listener.onQuality(frame);
            }
            case "analytics" -> listener.onAnalytics(frame.path("day"));
            case "resync" -> {
                waits = true;
                listener.onResync(frame.path("reason").asText());
            }
            case "restated" -> {
                waits = true;
                listener.onRestated(LocalDate.parse(frame.path("from_date").asText()));
            }
            case "replayed" -> {
                LocalDate day = LocalDate.parse(frame.path("as_of").asText());
                Instant known = Instant.parse(frame.path("known_at").asText());
                past = Optional.of(Past.ended(day, known));
                listener.onReplayed(day, known);
            }
            case "error" ->
                listener.onError(
                        frame.path("code").asText(), frame.path("detail").asText());
            default -> {
                // of a later version of the protocol
            }
        }
    }

    private void subscribed(JsonNode frame) {
        names.add(frame.path("portfolio_id").asText());
        names.add(frame.path("id").asText());
        epoch = frame.path("epoch").asText();
        boolean resumed = frame.path("mode").asText().equals("resumed");
        waits = !(resumed && isHeld(frame));
    }

    private boolean isHeld(JsonNode frame) {
        return state.filter(held -> held.isAt(
                        frame.path("epoch").asText(), frame.path("seq").asLong(-1)))
                .isPresent();
    }

    private void snapshot(JsonNode frame) {
        PortfolioState fresh = new PortfolioState(frame);
        waits = false;
        epoch = fresh.epoch();
        state = Optional.of(fresh);
        moved(fresh.valuation());
        listener.onChange(fresh, frame);
    }

    private void delta(JsonNode frame) {
        if (waits) return;
        PortfolioState held = state.orElseThrow();
        if (!held.isContinuedBy(frame)) {
            snap();
            listener.onResync("GAP");
            return;
        }
        held.fold(frame);
        moved(frame);
        listener.onChange(held, frame);
    }

    private void heartbeat(JsonNode frame) {
        if (waits) return;
        if (!isHeld(frame)) {
            snap();
            listener.onResync("GAP");
            return;
        }
        moved(frame);
        String expected = frame.path("state_hash").asText("");
        if (expected.isEmpty()) return;
        PortfolioState held = state.orElseThrow();
        String hash = held.hash();
        if (hash.equals(expected)) {
            listener.onVerified(held.seq(), hash);
            return;
        }
        snap();
        listener.onMismatch(held.seq(), expected, hash);
        listener.onResync("WRONG_HASH");
    }

    /** What is held of the past is of that date and knowledge now. */
    private void moved(JsonNode dated) {
        if (past.isEmpty() || !dated.hasNonNull("as_of")) return;
        LocalDate day = LocalDate.parse(dated.path("as_of").asText());
        Instant known = Instant.parse(dated.path("known_at").asText());
        Past next = past.get().from(day, known);
        boolean told = day.equals(toldDay) && known.equals(toldKnown);
        past = Optional.of(next);
        toldDay = day;
        toldKnown = known;
        if (!told) listener.onMoment(day, known);
    }

    /** Asks once, and takes nothing before the answer. */
    private void snap() {
        waits = true;
        client.send(about("snap"));
    }
}
