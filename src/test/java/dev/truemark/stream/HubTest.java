package dev.truemark.stream;

import static dev.truemark.stream.Given.START;
import static dev.truemark.stream.Given.books;
import static dev.truemark.stream.Given.cash;
import static dev.truemark.stream.Given.held;
import static dev.truemark.stream.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.auth.Caller;
import dev.truemark.ledger.InstrumentLabel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HubTest {
    private static final Cause TRADE = new Cause(Cause.Type.TRANSACTION, List.of("T1"));
    private static final long MILLIS = 1_000_000;

    private final TestThread thread = new TestThread();
    private final Given.Market market = new Given.Market()
            .price("SEC_A", "10", "EUR")
            .price("SEC_B", "20", "USD")
            .rate("USD", "EUR", "0.9");
    private final Source source = new Source();
    private final StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
    private int epochs;
    private final TestViews views = new TestViews();
    private final Hub hub = new Hub(
            thread,
            market,
            source,
            TestDays.none(),
            views,
            Clock.fixed(START, ZoneOffset.UTC),
            () -> "e" + ++epochs,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            metrics);

    /** Books that the test keeps by hand; a load may be held back. */
    private static final class Source implements LiveBooksSource {
        private final Map<PortfolioKey, LiveBooks> stored = new HashMap<>();
        private final List<UniEmitter<? super Optional<LiveBooks>>> heldBack = new ArrayList<>();
        private boolean holdBack;
        private boolean fail;
        private int loads;
        private long held;

        Source with(LiveBooks books) {
            stored.put(books.key(), books);
            return this;
        }

        @Override
        public Uni<Optional<PortfolioKey>> find(Caller caller, String ref) {
            return Uni.createFrom().failure(new AssertionError("the hub never looks up who may see what"));
        }

        @Override
        public Uni<Optional<LiveBooks>> load(PortfolioKey key, long held) {
            loads++;
            this.held = held;
            if (fail) return Uni.createFrom().failure(new IllegalStateException("no database"));
            if (holdBack) return Uni.createFrom().emitter(heldBack::add);
            return Uni.createFrom().item(Optional.ofNullable(stored.get(key)));
        }

        @Override
        public Uni<Map<PortfolioKey, Long>> versions(Collection<PortfolioKey> keys) {
            Map<PortfolioKey, Long> versions = new HashMap<>();
            stored.forEach((key, books) -> versions.put(key, books.version()));
            return Uni.createFrom().item(versions);
        }
    }

    /** One connection. */
    private final class Line {
        private final List<StreamError> closed = new ArrayList<>();
        private final List<StreamError> ended = new ArrayList<>();
        private final Outbox outbox = new Outbox(Runnable::run, 10, thread::nanoTime, closed::add);
        private final Client client = Client.of(outbox).readAll();

        PortfolioSlot join(String portfolioId) {
            return join(portfolioId, ClientMessage.SubscribePortfolio.all(portfolioId));
        }

        PortfolioSlot join(String portfolioId, ClientMessage.SubscribePortfolio wish) {
            PortfolioSlot slot =
                    new PortfolioSlot(outbox, wish, metrics.conflated(), (gone, why, detail) -> ended.add(why));
            hub.join(key(portfolioId), slot);
            return slot;
        }
    }

    private static ClientMessage.SubscribePortfolio wish(String portfolioId, RateClass rate, String... symbols) {
        return new ClientMessage.SubscribePortfolio(portfolioId, Set.of(symbols), rate, Optional.empty(), false);
    }

    @Test
    void aSubscriptionIsAnsweredByASnapshotAndThenByDeltas() {
        source.with(books("P", 3, List.of(held("SEC_A", "EUR", "5", "40"))));
        Line line = new Line();

        line.join("P");
        market.price("SEC_A", "11", "EUR");

        List<JsonNode> frames = line.client.take();
        assertThat(frames)
                .extracting(frame -> frame.get("type").textValue())
                .containsExactly("subscribed", "snapshot", "delta");
        assertThat(frames.get(0).get("mode").textValue()).isEqualTo("snapshot");
        assertThat(frames.get(1)
                        .get("valuation")
                        .get("positions")
                        .get(0)
                        .get("price")
                        .textValue())
                .isEqualTo("10");
        assertThat(frames.get(2).get("prev_seq").longValue())
                .isEqualTo(frames.get(1).get("seq").longValue());
        assertThat(frames.get(2).get("totals").get("total_value").textValue()).isEqualTo("55");
    }

    @Test
    void aTickTouchesThePortfoliosThatHoldItAndAreWatched() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"), held("SEC_B", "USD", "1", "1"))))
                .with(books("Q", 1, List.of(held("SEC_B", "USD", "1", "1"))))
                .with(books("UNWATCHED", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line line = new Line();
        line.join("P");
        line.join("Q");
        line.client.take();
        long before = metrics.revaluations().sum();

        market.price("SEC_A", "12", "EUR");

        assertThat(metrics.revaluations().sum() - before).isEqualTo(1);
        assertThat(line.client.take())
                .extracting(frame -> frame.get("portfolio_id").textValue())
                .containsExactly("P");
    }

    @Test
    void aTradeReachesThoseWhoWatch() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "5", "40"))));
        Line line = new Line();
        line.join("P");
        line.client.take();

        source.with(books("P", 2, List.of(held("SEC_A", "EUR", "3", "24")), cash("EUR", "20")));
        hub.booksChanged(key("P"), 2, TRADE, START);

        assertThat(line.client.take()).singleElement().satisfies(delta -> {
            assertThat(delta.get("cause").get("type").textValue()).isEqualTo("TRANSACTION");
            assertThat(delta.get("positions").get(0).get("quantity").textValue())
                    .isEqualTo("3");
            assertThat(delta.get("cash").get(0).get("balance").textValue()).isEqualTo("20");
            assertThat(delta.get("basis").get("portfolio_version").longValue()).isEqualTo(2);
        });
    }

    @Test
    void anEventThatIsNotNewsReadsNothing() {
        source.with(books("P", 5, List.of()));
        new Line().join("P");
        int loads = source.loads;
        hub.booksChanged(key("P"), 5, TRADE, START);
        hub.booksChanged(key("P"), 4, TRADE, START);
        hub.booksChanged(key("NOBODY"), 9, TRADE, START);
        assertThat(source.loads).isEqualTo(loads);
    }

    @Test
    void anEventDuringALoadIsNotLost() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line line = new Line();
        source.holdBack = true;
        line.join("P");
        hub.booksChanged(key("P"), 2, TRADE, START);
        source.holdBack = false;
        source.heldBack.getFirst().complete(Optional.of(source.stored.get(key("P"))));
        source.with(books("P", 2, List.of(held("SEC_A", "EUR", "2", "2"))));

        thread.pass(200 * MILLIS);

        assertThat(line.client.types()).containsExactly("subscribed", "snapshot", "delta");
    }

    @Test
    void anEventThatTheBooksNeverConfirmIsNotAskedForEver() {
        source.with(books("P", 1, List.of()));
        new Line().join("P");
        hub.booksChanged(key("P"), Long.MAX_VALUE, TRADE, START);
        thread.pass(60_000 * MILLIS);
        int loads = source.loads;
        assertThat(loads).isLessThan(20);
        thread.pass(60_000 * MILLIS);
        assertThat(source.loads).isEqualTo(loads);
    }

    @Test
    void aTickDuringALoadIsInTheSnapshot() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line line = new Line();
        source.holdBack = true;
        line.join("P");
        market.price("SEC_A", "99", "EUR");
        source.heldBack.getFirst().complete(Optional.of(source.stored.get(key("P"))));

        List<JsonNode> frames = line.client.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(1)
                        .get("valuation")
                        .get("positions")
                        .get(0)
                        .get("price")
                        .textValue())
                .isEqualTo("99");
    }

    @Test
    void whenTheLastLeavesThePortfolioIsDropped() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line one = new Line();
        Line two = new Line();
        PortfolioSlot first = one.join("P");
        PortfolioSlot second = two.join("P");
        assertThat(source.loads).as("loaded once for both").isEqualTo(1);

        hub.leave(key("P"), first);
        assertThat(metrics.portfolios()).hasValue(1);
        hub.leave(key("P"), second);
        assertThat(metrics.portfolios()).hasValue(0);

        long before = metrics.revaluations().sum();
        market.price("SEC_A", "2", "EUR");
        thread.pass(5_000 * MILLIS);
        assertThat(metrics.revaluations().sum()).isEqualTo(before);
    }

    @Test
    void aLoadThatComesAfterTheLastLeftIsForgotten() {
        source.with(books("P", 1, List.of()));
        Line line = new Line();
        source.holdBack = true;
        hub.leave(key("P"), line.join("P"));
        source.heldBack.getFirst().complete(Optional.of(source.stored.get(key("P"))));
        assertThat(metrics.portfolios()).hasValue(0);
        assertThat(line.client.take()).isEmpty();
    }

    @Test
    void aRateClassHearsNoMoreOftenThanItWants() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line line = new Line();
        line.join("P", wish("P", RateClass.FOUR));
        line.client.take();
        thread.pass(250 * MILLIS);

        market.price("SEC_A", "1", "EUR");
        market.price("SEC_A", "2", "EUR");
        market.price("SEC_A", "3", "EUR");
        assertThat(line.client.take()).as("the first at once").hasSize(1);
        thread.pass(249 * MILLIS);
        assertThat(line.client.take()).isEmpty();
        thread.pass(1 * MILLIS);
        assertThat(line.client.take()).singleElement().satisfies(delta -> {
            assertThat(delta.get("seq").longValue() - delta.get("prev_seq").longValue())
                    .isEqualTo(1);
            assertThat(delta.get("positions").get(0).get("price").textValue()).isEqualTo("3");
        });
    }

    @Test
    void aHeartbeatFlushesAndProves() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line line = new Line();
        line.join("P", wish("P", RateClass.ONE));
        market.price("SEC_A", "2", "EUR");
        market.price("SEC_A", "3", "EUR");
        line.client.take();

        thread.pass(1_000 * MILLIS);

        List<JsonNode> frames = line.client.take();
        JsonNode beat = frames.getLast();
        assertThat(beat.get("type").textValue()).isEqualTo("heartbeat");
        assertThat(beat.get("seq").longValue())
                .isEqualTo(frames.getFirst().get("seq").longValue());
        // the line of docs/state-hash.md: sha256(sha256("position|SEC_A|EUR|1|1|1|3|1|3|3"))
        assertThat(beat.get("state_hash").textValue())
                .isEqualTo("5bc56272daa6276b202040c191987c661a4ff3b58600dfc0390bfe8b9fab0668");
    }

    @Test
    void aFilteredSubscriptionHearsOfItsOwnAndProvesNothing() {
        market.price("SEC_C", "4", "EUR");
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"), held("SEC_C", "EUR", "1", "1"))));
        Line line = new Line();
        line.join("P", wish("P", RateClass.ALL, "A"));
        JsonNode snapshot = line.client.take().get(1).get("valuation");
        assertThat(snapshot.get("positions")).hasSize(1);
        assertThat(snapshot.get("state_hash").isNull()).isTrue();

        market.price("SEC_C", "5", "EUR");
        assertThat(line.client.take()).isEmpty();
        market.price("SEC_A", "6", "EUR");
        assertThat(line.client.take())
                .singleElement()
                .satisfies(delta -> assertThat(
                                delta.get("positions").get(0).get("security_id").textValue())
                        .isEqualTo("SEC_A"));
        thread.pass(1_000 * MILLIS);
        assertThat(line.client.take().getLast().get("state_hash").isNull()).isTrue();
    }

    @Test
    void aClientThatMissedNothingResumes() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        new Line().join("P");
        Line back = new Line();
        Optional<ClientMessage.Resume> at = Optional.of(new ClientMessage.Resume("e1", 0));
        back.join("P", new ClientMessage.SubscribePortfolio("P", Set.of(), RateClass.ALL, at, false));
        assertThat(back.client.take())
                .satisfiesExactly(
                        frame -> assertThat(frame.get("mode").textValue()).isEqualTo("resumed"),
                        frame -> assertThat(frame.get("type").textValue()).isEqualTo("quality"));
    }

    private static ClientMessage.SubscribePortfolio back(RateClass rate, String epoch, long seq, String... symbols) {
        return new ClientMessage.SubscribePortfolio(
                "P", Set.of(symbols), rate, Optional.of(new ClientMessage.Resume(epoch, seq)), false);
    }

    private void threeSecurities(long version, String... ids) {
        market.price("SEC_C", "4", "EUR");
        source.with(books(
                "P",
                version,
                Stream.of(ids).map(id -> held(id, "EUR", "1", "1")).toList(),
                cash("EUR", "5")));
    }

    @Test
    void aClientThatComesBackHearsOfWhatItMissed() {
        threeSecurities(1, "SEC_A", "SEC_C");
        new Line().join("P");
        market.price("SEC_A", "2", "EUR");
        market.price("SEC_C", "3", "EUR");
        market.price("SEC_C", "5", "EUR");

        Line back = new Line();
        back.join("P", back(RateClass.ALL, "e1", 1));

        List<JsonNode> frames = back.client.take();
        assertThat(frames)
                .extracting(frame -> frame.get("type").textValue())
                .containsExactly("subscribed", "delta", "quality");
        assertThat(frames.get(0).get("mode").textValue()).isEqualTo("resumed");
        assertThat(frames.get(0).get("seq").longValue()).isEqualTo(1);
        assertThat(frames.get(1).get("prev_seq").longValue()).isEqualTo(1);
        assertThat(frames.get(1).get("seq").longValue()).isEqualTo(3);
        assertThat(frames.get(1).get("cause").toString()).isEqualTo("{\"type\":\"PRICE\",\"ids\":[\"SEC_C\"]}");
        assertThat(frames.get(1).get("positions")).singleElement().satisfies(position -> {
            assertThat(position.get("security_id").textValue()).isEqualTo("SEC_C");
            assertThat(position.get("price").textValue()).isEqualTo("5");
        });
        assertThat(frames.get(1).get("totals").get("total_value").textValue()).isEqualTo("12");
    }

    @Test
    void whatWasSoldWhileAClientWasAwayIsGone() {
        threeSecurities(1, "SEC_A", "SEC_C");
        new Line().join("P");
        source.with(books("P", 2, List.of(held("SEC_C", "EUR", "1", "1"))));
        hub.booksChanged(key("P"), 2, TRADE, START);

        Line back = new Line();
        back.join("P", back(RateClass.ALL, "e1", 0));

        JsonNode delta = back.client.take().get(1);
        assertThat(delta.get("cause").get("type").textValue()).isEqualTo("TRANSACTION");
        assertThat(delta.get("positions").toString())
                .isEqualTo("[{\"security_id\":\"SEC_A\",\"quantity\":\"0\",\"price\":\"10\"}]");
        assertThat(delta.get("cash").toString()).isEqualTo("[{\"currency\":\"EUR\",\"balance\":\"0\"}]");
    }

    @Test
    void aPortfolioThatNobodyWatchesRestsAndIsTakenUpAgain() {
        threeSecurities(1, "SEC_A", "SEC_C");
        Line line = new Line();
        hub.leave(key("P"), line.join("P"));
        long revalued = metrics.revaluations().sum();
        market.price("SEC_A", "7", "EUR");
        assertThat(metrics.revaluations().sum()).isEqualTo(revalued);
        assertThat(metrics.portfolios()).hasValue(0);
        source.with(books(
                "P", 2, List.of(held("SEC_A", "EUR", "1", "1"), held("SEC_C", "EUR", "9", "1")), cash("EUR", "5")));

        Line back = new Line();
        back.join("P", back(RateClass.ALL, "e1", 0));

        List<JsonNode> frames = back.client.take();
        assertThat(frames.get(0).get("mode").textValue()).isEqualTo("resumed");
        assertThat(frames.get(1).get("positions"))
                .extracting(position -> position.get("security_id").textValue())
                .containsExactlyInAnyOrder("SEC_A", "SEC_C");
        assertThat(frames.get(1).get("totals").get("total_value").textValue()).isEqualTo("48");
        thread.pass(1_000 * MILLIS);
        assertThat(back.client.types()).containsExactly("heartbeat");
    }

    @Test
    void aClientBeginsAnewWhereNobodyKnowsWhatItHolds() {
        threeSecurities(1, "SEC_A", "SEC_C");
        Line line = new Line();
        line.join("P");
        market.price("SEC_A", "2", "EUR");

        List<ClientMessage.SubscribePortfolio> unknown = List.of(
                back(RateClass.ALL, "e0", 0),
                back(RateClass.ALL, "e1", 2),
                back(RateClass.FOUR, "e1", 0),
                back(RateClass.ALL, "e1", 0, "A"));
        for (ClientMessage.SubscribePortfolio wish : unknown) {
            Line back = new Line();
            back.join("P", wish);
            assertThat(back.client.types()).as("%s", wish).containsExactly("subscribed", "snapshot");
        }
    }

    @Test
    void restEndsAfterAWhile() {
        threeSecurities(1, "SEC_A");
        hub.leave(key("P"), new Line().join("P"));
        thread.pass(60_000 * MILLIS);

        Line back = new Line();
        back.join("P", back(RateClass.ALL, "e1", 0));

        assertThat(back.client.take())
                .extracting(frame -> frame.get("epoch").textValue())
                .containsExactly("e2", "e2");
    }

    @Test
    void aPortfolioThatIsGoneEndsItsSubscriptions() {
        source.with(books("P", 1, List.of()));
        Line line = new Line();
        line.join("P");
        source.stored.clear();
        hub.recheck();
        assertThat(line.ended).containsExactly(StreamError.NOT_FOUND);
        assertThat(metrics.portfolios()).hasValue(0);
    }

    @Test
    void aMissedEventIsFoundByTheRecheck() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line line = new Line();
        line.join("P");
        line.client.take();
        source.with(books("P", 2, List.of(held("SEC_A", "EUR", "2", "1"))));
        hub.recheck();
        assertThat(line.client.types()).containsExactly("delta");
    }

    @Test
    void booksThatCannotBeReadAreSaidSo() {
        source.fail = true;
        Line line = new Line();
        line.join("P");
        assertThat(line.ended).containsExactly(StreamError.UNAVAILABLE);
        assertThat(metrics.portfolios()).hasValue(0);
    }

    @Test
    void aNewBaseCurrencyBeginsANewEpochWithASnapshot() {
        LiveBooks euros = books("P", 1, List.of(held("SEC_B", "USD", "1", "1")));
        source.with(euros);
        Line line = new Line();
        line.join("P");
        line.client.take();
        source.with(books("P", "USD", 2, euros.holdings()));
        hub.booksChanged(key("P"), 2, TRADE, START);

        List<JsonNode> frames = line.client.take();
        assertThat(frames).extracting(frame -> frame.get("type").textValue()).containsExactly("resync", "snapshot");
        assertThat(frames).extracting(frame -> frame.get("epoch").textValue()).containsOnly("e2");
    }

    @Test
    void aPastThatIsAnotherBeginsANewEpochAndSaysFromWhen() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line line = new Line();
        line.join("P");
        line.client.take();
        source.with(books("P", 2, List.of(held("SEC_A", "EUR", "2", "1")))
                .restated(Optional.of(LocalDate.parse("2025-03-04"))));
        hub.booksChanged(key("P"), 2, TRADE, START);

        List<JsonNode> frames = line.client.take();
        assertThat(frames).extracting(frame -> frame.get("type").textValue()).containsExactly("restated", "snapshot");
        assertThat(frames).extracting(frame -> frame.get("epoch").textValue()).containsOnly("e2");
        assertThat(frames.getFirst().get("from_date").textValue()).isEqualTo("2025-03-04");
        assertThat(source.held).isEqualTo(1);
    }

    @Test
    void aClientThatLagsHearsTheEarliestDayThatIsAnother() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Outbox outbox = new Outbox(Runnable::run, 10, thread::nanoTime, why -> {});
        Client client = Client.of(outbox).read(2);
        hub.join(
                key("P"),
                new PortfolioSlot(outbox, wish("P", RateClass.ALL), metrics.conflated(), (gone, why, detail) -> {}));
        long version = 1;
        for (String from : List.of("2025-03-04", "2024-01-02", "2025-05-06")) {
            version++;
            source.with(books("P", version, List.of(held("SEC_A", "EUR", "2", "1")))
                    .restated(Optional.of(LocalDate.parse(from))));
            hub.booksChanged(key("P"), version, TRADE, START);
        }
        client.readAll();

        List<JsonNode> frames = client.take();
        assertThat(frames)
                .extracting(frame -> frame.get("type").textValue())
                .containsExactly("subscribed", "snapshot", "restated", "snapshot");
        assertThat(frames.get(2).get("from_date").textValue()).isEqualTo("2024-01-02");
        assertThat(frames.getLast().get("epoch").textValue()).isEqualTo("e4");
    }

    @Test
    void whoComesBackAfterThePastBecameAnotherBeginsAnew() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line line = new Line();
        PortfolioSlot slot = line.join("P");
        hub.leave(key("P"), slot);
        source.with(books("P", 2, List.of(held("SEC_A", "EUR", "2", "1")))
                .restated(Optional.of(LocalDate.parse("2025-03-04"))));
        Line back = new Line();
        back.join("P", back(RateClass.ALL, "e1", 0));

        assertThat(back.client.types()).containsExactly("subscribed", "snapshot");
        assertThat(source.held).isEqualTo(1);
    }

    @Test
    void qualityThatChangesIsTold() {
        source.with(books("P", 1, List.of(held("SEC_NEW", "EUR", "1", "1"))));
        Line line = new Line();
        line.join("P");
        line.client.take();
        market.price("SEC_NEW", "1", "EUR");
        assertThat(line.client.types()).containsExactly("delta", "quality");
    }

    @Test
    void aFilteredSubscriptionHearsThatItsPositionIsGone() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"), held("SEC_B", "USD", "1", "1"))));
        Line line = new Line();
        line.join("P", wish("P", RateClass.ALL, "A"));
        line.client.take();
        source.with(books("P", 2, List.of(held("SEC_B", "USD", "1", "1"))));
        hub.booksChanged(key("P"), 2, TRADE, START);
        assertThat(line.client.take())
                .singleElement()
                .satisfies(delta -> assertThat(
                                delta.get("positions").get(0).get("quantity").textValue())
                        .isEqualTo("0"));
    }

    @Test
    void aMarketThatWasReadAnewRevaluesEverything() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"), held("SEC_B", "USD", "1", "1"))));
        Line line = new Line();
        line.join("P");
        line.client.take();
        market.reloadedWith("SEC_B", "77", "USD");
        assertThat(line.client.take())
                .singleElement()
                .satisfies(delta -> assertThat(
                                delta.get("positions").get(0).get("price").textValue())
                        .isEqualTo("77"));
    }

    @Test
    void aNewNameComesWithASnapshot() {
        LiveBooks books = books("P", 1, List.of(held("SEC_A", "EUR", "1", "1")));
        source.with(books);
        Line line = new Line();
        line.join("P");
        line.client.take();
        source.with(new LiveBooks(
                books.books(),
                books.staleness(),
                Map.of("SEC_A", new InstrumentLabel("Apple", "A", "EQUITY")),
                Optional.empty()));
        market.terms("SEC_A");
        thread.pass(999 * MILLIS);
        assertThat(line.client.take()).isEmpty();
        thread.pass(1 * MILLIS);
        assertThat(line.client.types()).contains("snapshot");
    }

    @Test
    void aPortfolioThatCannotBeValuedEndsAndOthersGoOn() {
        source.with(books("P", 1, List.of(held("SEC_A", "EUR", "1", "1"))))
                .with(books("Q", 1, List.of(held("SEC_A", "EUR", "1", "1"))));
        Line line = new Line();
        Line other = new Line();
        line.join("P");
        other.join("Q");
        other.client.take();
        views.refuse("P");
        market.price("SEC_A", "5", "EUR");
        assertThat(line.ended).containsExactly(StreamError.UNAVAILABLE);
        assertThat(other.client.types()).containsExactly("delta");
        assertThat(metrics.portfolios()).hasValue(1);
    }

    @Test
    void quotesOfSymbolsAreToldWithoutAPortfolio() {
        Line line = new Line();
        QuoteSlot slot = new QuoteSlot(line.outbox);
        hub.hear(slot, Set.of("A", "UNKNOWN"));
        assertThat(line.client.take())
                .singleElement()
                .satisfies(quote -> assertThat(quote.get("price").textValue()).isEqualTo("10"));
        market.price("SEC_B", "1", "USD");
        assertThat(line.client.take()).isEmpty();
        market.price("SEC_A", "10.50", "EUR");
        assertThat(line.client.take())
                .singleElement()
                .satisfies(quote -> assertThat(quote.get("price").textValue()).isEqualTo("10.5"));
        hub.unhear(slot, Set.of("A", "UNKNOWN"));
        market.price("SEC_A", "11", "EUR");
        assertThat(line.client.take()).isEmpty();
    }
}
