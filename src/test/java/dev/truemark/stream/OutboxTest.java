package dev.truemark.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Header HEADER = new Header("P", "e");

    private final List<StreamError> closed = new ArrayList<>();
    private final LongAdder conflated = new LongAdder();
    private long now;
    private final Outbox outbox = new Outbox(Runnable::run, 3, () -> now, closed::add);
    private final PortfolioSlot slot =
            new PortfolioSlot(outbox, ClientMessage.SubscribePortfolio.all("P"), conflated, (gone, why, detail) -> {});
    private long seq;

    @Test
    void aClientThatReadsGetsEveryDelta() {
        Client client = Client.of(outbox).readAll();
        slot.offer(delta("A", "1"));
        slot.offer(delta("A", "2"));
        assertThat(client.take())
                .extracting(frame -> frame.get("seq").longValue())
                .containsExactly(1L, 2L);
        assertThat(conflated.sum()).isZero();
    }

    @Test
    void aClientThatLagsGetsOneMergedFrameFromTheLastItHad() {
        Client client = Client.of(outbox).read(1);
        slot.offer(delta("A", "1"));
        slot.offer(delta("A", "2"));
        slot.offer(delta("B", "7"));
        slot.offer(delta("A", "3"));
        client.take();

        client.read(5);

        assertThat(client.take()).singleElement().satisfies(frame -> {
            assertThat(frame.get("prev_seq").longValue()).isEqualTo(1);
            assertThat(frame.get("seq").longValue()).isEqualTo(4);
            assertThat(frame.get("positions").toString()).isEqualTo("[{\"A\":\"3\"},{\"B\":\"7\"}]");
            assertThat(frame.get("cause").get("ids").toString()).isEqualTo("[\"A\",\"B\"]");
            assertThat(frame.get("totals").get("of").textValue()).isEqualTo("3");
        });
        assertThat(conflated.sum()).isEqualTo(2);
    }

    @Test
    void aHeartbeatComesAfterWhatItProvesAndBeforeWhatCameLater() {
        Client client = Client.of(outbox);
        slot.offer(delta("A", "1"));
        slot.offer(delta("A", "2"));
        slot.heartbeat(HEADER.heartbeat(2, "{}", "h2"));
        slot.offer(delta("A", "3"));

        List<JsonNode> frames = client.readAll().take();

        assertThat(frames)
                .extracting(frame -> frame.get("type").textValue())
                .containsExactly("delta", "heartbeat", "delta");
        assertThat(frames).extracting(frame -> frame.get("seq").longValue()).containsExactly(2L, 2L, 3L);
        assertThat(frames.get(2).get("prev_seq").longValue()).isEqualTo(2);
    }

    @Test
    void onlyTheNewestHeartbeatWaits() {
        Client client = Client.of(outbox);
        for (int beat = 0; beat < 10; beat++) {
            slot.offer(delta("A", "" + beat));
            slot.heartbeat(HEADER.heartbeat(seq, "{}", "h"));
        }
        assertThat(client.readAll().types()).containsExactly("delta", "heartbeat");
    }

    @Test
    void aSnapshotMakesWhatWaitsBeforeItVoid() {
        Client client = Client.of(outbox);
        slot.offer(delta("A", "1"));
        slot.snapped(HEADER.snapshot(1, "{}"), 1);
        slot.offer(delta("A", "2"));
        List<JsonNode> frames = client.readAll().take();
        assertThat(frames).extracting(frame -> frame.get("type").textValue()).containsExactly("snapshot", "delta");
        assertThat(frames.get(1).get("prev_seq").longValue()).isEqualTo(1);
    }

    @Test
    void answersComeFirst() {
        Client client = Client.of(outbox);
        slot.offer(delta("A", "1"));
        outbox.control(Frames.error(StreamError.NOT_SUBSCRIBED, "no"));
        assertThat(client.readAll().types()).containsExactly("error", "delta");
    }

    @Test
    void moreAnswersThanTheLimitCutOffAClientThatDoesNotRead() {
        Client client = Client.of(outbox);
        for (int i = 0; i < 4; i++) outbox.control(Frames.error(StreamError.NOT_SUBSCRIBED, "no"));
        assertThat(closed).containsExactly(StreamError.SLOW);
        assertThat(client.readAll().take()).isEmpty();
    }

    @Test
    void aClosingAnswerIsHandedOutBeforeTheConnectionCloses() {
        Client client = Client.of(outbox).read(1);
        slot.offer(delta("A", "1"));
        slot.offer(delta("A", "2"));
        outbox.closeAfter(Frames.error(StreamError.TOKEN_EXPIRED, "over"), StreamError.TOKEN_EXPIRED);
        assertThat(closed).isEmpty();
        assertThat(client.read(1).types()).containsExactly("delta", "error");
        assertThat(closed).as("not before the client has taken it").isEmpty();
        client.read(1);
        assertThat(closed).containsExactly(StreamError.TOKEN_EXPIRED);
    }

    @Test
    void knowsHowLongAFrameHasBeenUnread() {
        Client client = Client.of(outbox).read(1);
        now = 100;
        assertThat(outbox.unreadNanos()).as("nothing was sent").isZero();
        slot.offer(delta("A", "1"));
        now = 250;
        assertThat(outbox.unreadNanos()).isEqualTo(150);
        client.read(1);
        assertThat(outbox.unreadNanos()).isZero();
    }

    @Test
    void nothingComesAfterTheEnd() {
        Client client = Client.of(outbox).readAll();
        outbox.end();
        slot.offer(delta("A", "1"));
        outbox.control(Frames.error(StreamError.NOT_SUBSCRIBED, "no"));
        assertThat(client.take()).isEmpty();
        assertThat(client.isCompleted()).isTrue();
    }

    @Test
    void oneSubscriptionDoesNotStarveAnother() {
        Client client = Client.of(outbox);
        QuoteSlot quotes = new QuoteSlot(outbox);
        quotes.offer("X", "{\"type\":\"quote\",\"n\":1}");
        quotes.offer("Y", "{\"type\":\"quote\",\"n\":2}");
        slot.offer(delta("A", "1"));
        quotes.offer("X", "{\"type\":\"quote\",\"n\":3}");
        List<JsonNode> frames = client.readAll().take();
        assertThat(frames)
                .extracting(frame -> frame.get("type").textValue())
                .containsExactly("quote", "delta", "quote");
        assertThat(frames.get(0).get("n").intValue()).as("the newest of X").isEqualTo(3);
    }

    private Delta delta(String security, String value) {
        Body body = new Body(
                new Cause(Cause.Type.PRICE, List.of(security)),
                Instant.EPOCH,
                "{}",
                Map.of(security, "{\"" + security + "\":\"" + value + "\"}"),
                Map.of(),
                "{\"of\":\"" + value + "\"}");
        return new Delta(HEADER, seq, ++seq, body);
    }
}
