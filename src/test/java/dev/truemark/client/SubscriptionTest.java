package dev.truemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames in, words to the listener out; there is no connection. */
class SubscriptionTest {
    private final TruemarkClient client =
            new TruemarkClient(URI.create("http://localhost"), reason -> "", new ClientListener() {});
    private final List<String> heard = new ArrayList<>();
    private final Subscription subscription = subscription(Filter.NONE);

    private Subscription subscription(Filter filter) {
        return new Subscription(client, "ACC001", filter, new SubscriptionListener() {
            @Override
            public void onChange(PortfolioState state, JsonNode frame) {
                heard.add(frame.get("type").asText() + " " + state.seq());
            }

            @Override
            public void onQuality(JsonNode frame) {
                heard.add("quality");
            }

            @Override
            public void onAnalytics(JsonNode day) {
                heard.add("day " + day.path("return").asText());
            }

            @Override
            public void onVerified(long seq, String stateHash) {
                heard.add("verified " + seq);
            }

            @Override
            public void onMismatch(long seq, String expected, String held) {
                heard.add("mismatch " + seq);
            }

            @Override
            public void onResync(String reason) {
                heard.add("resync " + reason);
            }

            @Override
            public void onRestated(LocalDate from) {
                heard.add("restated " + from);
            }

            @Override
            public void onError(String code, String detail) {
                heard.add("error " + code);
            }
        });
    }

    @AfterEach
    void close() {
        client.close();
    }

    private void take(String... frames) {
        for (String each : frames) subscription.take(json(each));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static String subscribed(String epoch, String mode, int seq) {
        return """
                {"type":"subscribed","portfolio_id":"ACC001","epoch":"%s","id":"7d3c","mode":"%s","seq":%d}""".formatted(epoch, mode, seq);
    }

    private static String snapshot(String epoch, int seq) {
        return """
                {"type":"snapshot","portfolio_id":"ACC001","epoch":"%s","seq":%d,"valuation":{"id":"7d3c","base_currency":"EUR",
                "positions":[{"security_id":"A","currency":"EUR","quantity":"1","price":"5"},{"security_id":"B","currency":"EUR","quantity":"2"}],
                "cash":[{"currency":"EUR","balance":"10"}],"totals":{"total_value":"15"},
                "quality":{"status":"COMPLETE","coverage":"1","missing":[],"stale":[]}}}""".formatted(epoch, seq);
    }

    /** The price of A becomes 6, and B is sold. */
    private static String delta(String epoch, int before, int seq) {
        return """
                {"type":"delta","portfolio_id":"ACC001","epoch":"%s","prev_seq":%d,"seq":%d,"event_time":"2026-03-02T14:00:01Z",
                "basis":{"books":2},"cause":{"type":"PRICE","ids":["A"]},
                "positions":[{"security_id":"A","currency":"EUR","quantity":"1","price":"6"},{"security_id":"B","quantity":"0"}],
                "cash":[],"totals":{"total_value":"16"}}""".formatted(epoch, before, seq);
    }

    private static String heartbeat(int seq, String hash) {
        return """
                {"type":"heartbeat","portfolio_id":"ACC001","epoch":"e1","seq":%d,"state_hash":%s}""".formatted(seq, hash);
    }

    private JsonNode resume() {
        return subscription.message().path("resume");
    }

    @Test
    void aDeltaReplacesWhatItListsAndTakesAwayWhatIsZero() {
        take(subscribed("e1", "snapshot", 4), snapshot("e1", 4), delta("e1", 4, 5));

        PortfolioState state = subscription.state().orElseThrow();
        assertThat(state.position("A").orElseThrow().get("price").asText()).isEqualTo("6");
        assertThat(state.position("B")).isEmpty();
        assertThat(state.cash()).hasSize(1);
        assertThat(state.totals().get("total_value").asText()).isEqualTo("16");
        assertThat(state.basis().get("books").asInt()).isEqualTo(2);
        assertThat(state.eventTime()).hasToString("Optional[2026-03-02T14:00:01Z]");
        assertThat(heard).containsExactly("snapshot 4", "delta 5");
    }

    @Test
    void aDeltaThatDoesNotFitIsNotFoldedNorIsAnyUntilTheSnapshot() {
        take(snapshot("e1", 4), delta("e1", 5, 6), delta("e1", 4, 5), heartbeat(5, "\"x\""));
        assertThat(subscription.state().orElseThrow().seq()).isEqualTo(4);
        assertThat(resume().isMissingNode()).as("what is held may be wrong").isTrue();

        take(snapshot("e2", 1), delta("e1", 1, 2));
        assertThat(heard).containsExactly("snapshot 4", "resync GAP", "snapshot 1", "resync GAP");
    }

    @Test
    void aHeartbeatProvesWhatIsHeldOrVoidsIt() {
        take(snapshot("e1", 4));
        String hash = subscription.state().orElseThrow().hash();
        take(heartbeat(4, '"' + hash + '"'), heartbeat(4, "null"), heartbeat(4, "\"0000\""));

        assertThat(heard).containsExactly("snapshot 4", "verified 4", "mismatch 4", "resync WRONG_HASH");
    }

    @Test
    void aHeartbeatOfAnotherStateIsAGap() {
        take(snapshot("e1", 4), heartbeat(5, "\"0000\""));

        assertThat(heard).containsExactly("snapshot 4", "resync GAP");
    }

    @Test
    void itResumesFromWhereItStopped() {
        assertThat(resume().isMissingNode()).isTrue();
        take(subscribed("e1", "snapshot", 4), snapshot("e1", 4), delta("e1", 4, 5));
        assertThat(resume()).hasToString("{\"epoch\":\"e1\",\"seq\":5}");

        take(subscribed("e1", "resumed", 5), delta("e1", 5, 9));
        assertThat(subscription.state().orElseThrow().seq()).isEqualTo(9);
    }

    @Test
    void anAnswerThatResumesFromElsewhereIsWaitedOut() {
        take(subscribed("e1", "snapshot", 4), snapshot("e1", 4), subscribed("e2", "snapshot", 7), delta("e2", 4, 8));

        assertThat(subscription.state().orElseThrow().seq()).isEqualTo(4);
        take(snapshot("e2", 8));
        assertThat(heard).containsExactly("snapshot 4", "snapshot 8");
    }

    @Test
    void whatIsRestatedOrResyncedIsVoidUntilTheSnapshot() {
        take(
                snapshot("e1", 4),
                "{\"type\":\"restated\",\"from_date\":\"2026-01-05\"}",
                delta("e1", 4, 5),
                snapshot("e2", 0));
        take("{\"type\":\"resync\",\"reason\":\"LOST\"}", delta("e2", 0, 1), snapshot("e3", 0));

        assertThat(heard)
                .containsExactly("snapshot 4", "restated 2026-01-05", "snapshot 0", "resync LOST", "snapshot 0");
    }

    @Test
    void qualityThatChangesIsHeld() {
        take(snapshot("e1", 4), """
                {"type":"quality","status":"STALE","missing":[],"stale":["A"]}""");

        assertThat(subscription.state().orElseThrow().quality()).isEqualTo(json("""
                {"status":"STALE","coverage":"1","missing":[],"stale":["A"]}"""));
    }

    @Test
    void aFilterIsAskedForAndNeverResumed() {
        Subscription some = subscription(new Filter(List.of("A"), 4));
        some.take(json(snapshot("e1", 4)));

        assertThat(some.message())
                .isEqualTo(
                        json("{\"type\":\"subscribe\",\"portfolio_id\":\"ACC001\",\"symbols\":[\"A\"],\"max_hz\":4}"));
    }

    @Test
    void theDayIsAskedForAndHeardOf() {
        Subscription some = subscription(Filter.NONE.withAnalytics());
        some.take(json("{\"type\":\"analytics\",\"seq\":4,\"day\":{\"return\":\"0.01\"}}"));

        assertThat(heard).containsExactly("day 0.01");
        assertThat(some.message())
                .isEqualTo(json("{\"type\":\"subscribe\",\"portfolio_id\":\"ACC001\",\"analytics\":true}"));
    }

    private static String dated(String frame, String asOf, String knownAt) {
        return frame.substring(0, frame.lastIndexOf('}')) + ",\"as_of\":\"" + asOf + "\",\"known_at\":\"" + knownAt
                + "\"}";
    }

    private Subscription travelling(Past past) {
        return new Subscription(client, "ACC001", Optional.of(past), Filter.NONE, new SubscriptionListener() {
            @Override
            public void onMoment(LocalDate asOf, Instant knownAt) {
                heard.add("moment " + asOf + " " + knownAt);
            }

            @Override
            public void onReplayed(LocalDate asOf, Instant knownAt) {
                heard.add("replayed " + asOf);
            }
        });
    }

    @Test
    void aReplayThatIsCutOffGoesOnFromTheDayAndTheKnowledgeThatItHad() {
        String known = "2026-03-02T14:00:00.000001Z";
        Subscription replay = travelling(Past.replay(new BigDecimal("86400")).asOf(LocalDate.of(2026, 1, 5)));
        assertThat(replay.message())
                .isEqualTo(
                        json(
                                "{\"type\":\"subscribe\",\"portfolio_id\":\"ACC001\",\"as_of\":\"2026-01-05\",\"speed\":\"86400\"}"));
        replay.take(json(subscribed("e1", "snapshot", 0)));
        replay.take(json(snapshot("e1", 0)));
        replay.take(json(dated(delta("e1", 0, 1), "2026-01-06", known)));
        replay.take(json(dated(heartbeat(1, "null"), "2026-01-06", known)));
        replay.take(json(dated(heartbeat(1, "null"), "2026-01-07", known)));

        assertThat(heard).containsExactly("moment 2026-01-06 " + known, "moment 2026-01-07 " + known);
        assertThat(replay.message()).isEqualTo(json("""
                {"type":"subscribe","portfolio_id":"ACC001","as_of":"2026-01-07","known_at":"%s","speed":"86400"}""".formatted(known)));

        replay.take(json(dated("{\"type\":\"replayed\",\"epoch\":\"e1\",\"seq\":1}", "2026-01-07", known)));
        assertThat(heard).last().isEqualTo("replayed 2026-01-07");
        assertThat(replay.message()).as("the end stands still").isEqualTo(json("""
                {"type":"subscribe","portfolio_id":"ACC001","as_of":"2026-01-07","known_at":"%s"}""".formatted(known)));
    }

    @Test
    void aReplayOfKnowledgeGoesOnFromWhatWasKnown() {
        String known = "2026-03-02T14:00:00Z";
        Subscription moving = travelling(Past.replayOfKnowledge(BigDecimal.TEN));
        Subscription ofOneDay =
                travelling(Past.replayOfKnowledge(BigDecimal.TEN).asOf(LocalDate.of(2026, 1, 5)));
        for (Subscription each : List.of(moving, ofOneDay)) {
            each.take(json(snapshot("e1", 0)));
            each.take(json(dated(heartbeat(0, "null"), "2026-01-05", known)));
        }
        assertThat(moving.message()).isEqualTo(json("""
                {"type":"subscribe","portfolio_id":"ACC001","known_at":"%s","speed":"10","along":"known_at"}""".formatted(known)));
        assertThat(ofOneDay.message().path("as_of").asText()).isEqualTo("2026-01-05");
    }

    @Test
    void aFrameIsKnownByItsEpochOrAnyNameOfThePortfolio() {
        take(subscribed("e1", "snapshot", 4));

        assertThat(subscription.isOfEpoch(json("{\"epoch\":\"e1\"}"))).isTrue();
        assertThat(subscription.isOfEpoch(json("{}"))).isFalse();
        assertThat(subscription.isMeantBy(json("{\"portfolio_id\":\"x\",\"id\":\"7d3c\"}")))
                .isTrue();
        assertThat(subscription.isMeantBy(json("{\"portfolio_id\":\"OTHER\",\"id\":\"aaaa\"}")))
                .isFalse();
        assertThat(subscription.isMeantBy(json(snapshot("e9", 1)))).isTrue();
    }

    @Test
    void framesOfALaterProtocolAreLeftAlone() {
        take("{\"type\":\"weather\",\"portfolio_id\":\"ACC001\"}", "{\"type\":\"error\",\"code\":\"UNAVAILABLE\"}");

        assertThat(heard).containsExactly("error UNAVAILABLE");
    }
}
