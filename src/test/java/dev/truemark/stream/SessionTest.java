package dev.truemark.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.auth.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final int PER_SECOND = 2;
    private static final int BURST = 20;
    private static final long SECOND = 1_000_000_000L;
    private static final String QUESTION = "{\"type\":\"snap\",\"portfolio_id\":\"NONE\"}";

    private final TestThread thread = new TestThread();
    private final List<StreamError> closed = new ArrayList<>();
    private final Outbox outbox = new Outbox(Runnable::run, 64, thread::nanoTime, closed::add);
    private final Client client = Client.of(outbox).readAll();
    private final Session session = session(Optional.empty());

    private Session session(Optional<Instant> expiry) {
        StreamConfig config = new SmallRyeConfigBuilder()
                .withMapping(StreamConfig.class)
                .withDefaultValue("truemark.stream.max-messages-per-second", String.valueOf(PER_SECOND))
                .build()
                .getConfigMapping(StreamConfig.class);
        StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
        Clock clock = Clock.fixed(Given.START, ZoneOffset.UTC);
        Hub hub = new Hub(
                thread,
                new Given.Market(),
                new NoBooks(),
                TestDays.none(),
                new TestViews(),
                clock,
                () -> "e",
                Duration.ofSeconds(1),
                Duration.ZERO,
                metrics);
        Replays replays = new Replays(
                thread, (key, travel) -> Uni.createFrom().nothing(), new TestViews(), () -> "e", config, metrics);
        Surroundings around = new Surroundings(
                hub,
                replays,
                thread,
                new NoBooks(),
                new AlertFeed(new AlertFeedTest.NoEvents(), thread, SECOND),
                token -> Uni.createFrom().nothing(),
                config,
                metrics,
                clock);
        Visitor visitor = new Visitor(new Caller(Given.OWNER, "somebody", Set.of()), expiry);
        return new Session(
                outbox, Runnable::run, around, new ClientMessages(new ObjectMapper(), 10), visitor, Optional.empty());
    }

    private static final class NoBooks implements LiveBooksSource {
        @Override
        public Uni<Optional<PortfolioKey>> find(Caller caller, String ref) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Optional<LiveBooks>> load(PortfolioKey key, long held) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Map<PortfolioKey, Long>> versions(Collection<PortfolioKey> keys) {
            return Uni.createFrom().item(Map.of());
        }
    }

    @Test
    void moreMessagesThanTheRateAllowsCloseTheConnection() {
        ask(BURST);
        thread.pass(SECOND);
        ask(PER_SECOND);
        assertThat(client.take())
                .hasSize(BURST + PER_SECOND)
                .allMatch(frame -> frame.get("code").textValue().equals("NOT_SUBSCRIBED"));
        assertThat(closed).isEmpty();

        ask(2);

        assertThat(client.take())
                .singleElement()
                .satisfies(frame -> assertThat(frame.get("code").textValue()).isEqualTo("TOO_MANY_MESSAGES"));
        assertThat(closed).containsExactly(StreamError.TOO_MANY_MESSAGES);
    }

    @Test
    void aTokenThatEndsIsWarnedOfAMinuteBefore() {
        session(Optional.of(Given.START.plusSeconds(100))).open();
        client.take();

        thread.pass(39 * SECOND);
        assertThat(client.take()).isEmpty();
        thread.pass(SECOND);
        assertThat(client.take())
                .singleElement()
                .satisfies(frame -> assertThat(frame.get("code").textValue()).isEqualTo("TOKEN_EXPIRES"));
        assertThat(closed).isEmpty();

        thread.pass(60 * SECOND);
        assertThat(client.take())
                .singleElement()
                .satisfies(frame -> assertThat(frame.get("code").textValue()).isEqualTo("TOKEN_EXPIRED"));
        assertThat(closed).containsExactly(StreamError.TOKEN_EXPIRED);
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) session.message(QUESTION);
    }
}
