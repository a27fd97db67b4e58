package dev.truemark.stream;

import static dev.truemark.stream.Given.START;
import static dev.truemark.stream.Given.books;
import static dev.truemark.stream.Given.cash;
import static dev.truemark.stream.Given.held;
import static dev.truemark.stream.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.auth.Caller;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.StateHash;
import dev.truemark.day.OpenedDay;
import dev.truemark.platform.json.JsonRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Clients that fold random events (ticks, rates, trades, corrections), that hear of all of them or of some a second, that
 * go away and resume, all hold the state that a cold valuation gives. A million of them:
 * {@code ./mvnw test -Dtest=RandomEventsTest -Dtruemark.test.stream-events=1000000}.
 */
class RandomEventsTest {
    private static final int EVENTS = Integer.getInteger("truemark.test.stream-events", 100_000);
    private static final long MILLIS = 1_000_000;
    private static final int SECURITIES = 6;

    private static final LocalDate PAST = LocalDate.of(2025, 1, 2);
    private final Random random = new Random(20);
    private final TestThread thread = new TestThread();
    private final Given.Market market = new Given.Market().rate("USD", "EUR", "0.9");
    private final StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
    private long restatedVersion;
    private LiveBooks books = books("P", 1, List.of(held("SEC_0", "EUR", "1", "1")), cash("EUR", "7"));
    private final Hub hub = new Hub(
            thread,
            market,
            new Newest(),
            new TestDays(key -> books),
            new ValuationFrames(JsonRules.mapper(), "test"),
            Clock.fixed(START, ZoneOffset.UTC),
            new Epochs()::next,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            metrics);

    private static final class Epochs {
        private int count;

        String next() {
            return "e" + ++count;
        }
    }

    private final class Newest implements LiveBooksSource {
        @Override
        public Uni<Optional<PortfolioKey>> find(Caller caller, String ref) {
            return Uni.createFrom().failure(new AssertionError("the hub never looks up who may see what"));
        }

        @Override
        public Uni<Optional<LiveBooks>> load(PortfolioKey key, long held) {
            boolean isPastAnother = held >= 0 && held < restatedVersion;
            return Uni.createFrom()
                    .item(Optional.of(books.restated(isPastAnother ? Optional.of(PAST) : Optional.empty())));
        }

        @Override
        public Uni<Map<PortfolioKey, Long>> versions(Collection<PortfolioKey> keys) {
            return Uni.createFrom().item(Map.of(key("P"), books.version()));
        }
    }

    /** A client that now and then loses its connection. */
    private final class Follower {
        private final RateClass rate;
        private final FoldedState state = new FoldedState();
        private Optional<ClientMessage.Resume> had = Optional.empty();
        private Client client;
        private PortfolioSlot slot;
        private int resumed;
        private int restated;
        private JsonNode day;

        Follower(RateClass rate) {
            this.rate = rate;
            connect();
        }

        void connect() {
            Outbox outbox = new Outbox(Runnable::run, 10, thread::nanoTime, why -> {
                throw new AssertionError("closed: " + why);
            });
            client = Client.of(outbox).readAll();
            slot = new PortfolioSlot(
                    outbox,
                    new ClientMessage.SubscribePortfolio("P", Set.of(), rate, had, true),
                    metrics.conflated(),
                    (gone, why, detail) -> {
                        throw new AssertionError(detail);
                    });
            hub.join(key("P"), slot);
        }

        void disconnect() {
            fold();
            hub.leave(key("P"), slot);
            slot = null;
        }

        boolean isConnected() {
            return slot != null;
        }

        /** Folds what came; the last heartbeat among it, if any. */
        Optional<JsonNode> fold() {
            Optional<JsonNode> beat = Optional.empty();
            for (JsonNode frame : client.take()) {
                String type = frame.get("type").textValue();
                if (type.equals("subscribed") && frame.get("mode").textValue().equals("resumed")) resumed++;
                state.fold(frame);
                if (type.equals("snapshot") || type.equals("delta")) {
                    had = Optional.of(
                            new ClientMessage.Resume(frame.get("epoch").textValue(), state.seq()));
                }
                if (type.equals("restated")) restated++;
                if (type.equals("analytics")) day = frame;
                if (type.equals("heartbeat")) beat = Optional.of(frame);
            }
            return beat;
        }
    }

    @Test
    void everyClientHoldsTheStateThatAColdValuationGives() {
        List<Follower> followers = new ArrayList<>();
        for (RateClass rate : RateClass.values()) followers.add(new Follower(rate));
        int compared = 0;
        for (int event = 1; event <= EVENTS; event++) {
            happen();
            if (event % 64 == 0) followers.forEach(Follower::fold);
            if (random.nextInt(100) == 0) thread.pass(random.nextInt(300) * MILLIS);
            if (random.nextInt(2_000) == 0) loseOrFind(followers.get(random.nextInt(followers.size())));
            if (random.nextInt(5_000) == 0) {
                compare(followers);
                compared++;
            }
        }
        compare(followers);
        assertThat(compared).isGreaterThan(EVENTS / 10_000);
        assertThat(followers).allSatisfy(each -> {
            assertThat(each.resumed).isGreaterThanOrEqualTo(EVENTS / 100_000);
            assertThat(each.restated).isGreaterThanOrEqualTo(EVENTS / 100_000);
        });
    }

    private void happen() {
        int kind = random.nextInt(100);
        if (kind < 88) market.price(security(), price(), random.nextInt(3) == 0 ? "USD" : "EUR", START);
        else if (kind < 92) market.rate("USD", "EUR", "0." + (1 + random.nextInt(98)));
        else trade(kind < 96 ? Cause.Type.TRANSACTION : Cause.Type.CORRECTION);
    }

    private String security() {
        return "SEC_" + random.nextInt(SECURITIES);
    }

    private String price() {
        return (1 + random.nextInt(99)) + "." + random.nextInt(100);
    }

    private void trade(Cause.Type type) {
        List<Holding> holdings = new ArrayList<>();
        for (int i = 0; i < SECURITIES; i++) {
            if (random.nextInt(4) == 0) continue;
            String quantity = (1 + random.nextInt(50)) + "." + (1 + random.nextInt(9));
            holdings.add(held("SEC_" + i, i % 2 == 0 ? "EUR" : "USD", quantity, price()));
        }
        CashHolding[] cash = random.nextBoolean()
                ? new CashHolding[] {cash("EUR", price()), cash("USD", "-" + price())}
                : new CashHolding[] {cash("EUR", price())};
        books = books("P", books.version() + 1, holdings, cash);
        if (type == Cause.Type.CORRECTION && random.nextInt(500) == 0) restatedVersion = books.version();
        hub.booksChanged(key("P"), books.version(), new Cause(type, List.of("T")), START);
    }

    private static void loseOrFind(Follower follower) {
        if (follower.isConnected()) follower.disconnect();
        else follower.connect();
    }

    private void compare(List<Follower> followers) {
        followers.stream().filter(each -> !each.isConnected()).forEach(Follower::connect);
        followers.forEach(Follower::fold);
        thread.pass(1_100 * MILLIS);
        MarketView view = market.view(START);
        String cold = StateHash.of(PortfolioValue.of(
                books.holdings(),
                books.cash(),
                view.prices(books.zone()),
                view.rates(books.zone()),
                books.terms(START)));
        OpenedDay opened = TestDays.of(books);
        String day = TestDays.text(
                opened,
                PortfolioValue.of(
                        books.holdings(),
                        books.cash(),
                        view.prices(books.zone()),
                        view.rates(books.zone()),
                        books.terms(START)),
                opened.opening().needs().lookUp(view.prices(books.zone()), view.rates(books.zone())));
        for (Follower each : followers) {
            JsonNode beat = each.fold().orElseThrow();
            assertThat(each.state.hash()).isEqualTo(cold);
            assertThat(beat.get("state_hash").textValue()).isEqualTo(cold);
            assertThat(beat.get("seq").longValue()).isEqualTo(each.state.seq());
            assertThat(each.day.get("seq").longValue()).isEqualTo(each.state.seq());
            assertThat(each.day.get("day")).hasToString(day);
        }
    }
}
