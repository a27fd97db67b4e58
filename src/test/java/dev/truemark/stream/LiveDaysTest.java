package dev.truemark.stream;

import static dev.truemark.stream.Given.START;
import static dev.truemark.stream.Given.books;
import static dev.truemark.stream.Given.cash;
import static dev.truemark.stream.Given.held;
import static dev.truemark.stream.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.auth.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who hears of the day of a portfolio, and when. */
class LiveDaysTest {
    private static final long MILLIS = 1_000_000;
    private static final Cause TRADE = new Cause(Cause.Type.TRANSACTION, List.of("T"));

    private final TestThread thread = new TestThread();
    private final Given.Market market = new Given.Market().price("SEC_A", "10", "EUR");
    private final StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
    private LiveBooks stored = books("P", 1, List.of(held("SEC_A", "EUR", "5", "40")), cash("EUR", "7"));
    private LiveBooks opened = stored;
    private final Map<PortfolioKey, LiveBooks> others = Stream.of("Q", "R")
            .collect(Collectors.toMap(
                    Given::key, each -> books(each, 1, List.of(held("SEC_A", "EUR", "1", "40")), cash("EUR", "7"))));
    private final TestDays days = new TestDays(key -> key.equals(key("P")) ? opened : others.get(key));
    private final Hub hub = new Hub(
            thread,
            market,
            new Stored(),
            days,
            new TestViews(),
            Clock.fixed(START, ZoneOffset.UTC),
            () -> "e",
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            metrics);
    private final Outbox outbox = new Outbox(Runnable::run, 10, thread::nanoTime, why -> {
        throw new AssertionError("closed: " + why);
    });
    private final Client client = Client.of(outbox).readAll();

    private final class Stored implements LiveBooksSource {
        @Override
        public Uni<Optional<PortfolioKey>> find(Caller caller, String ref) {
            return Uni.createFrom().failure(new AssertionError("the hub never looks up who may see what"));
        }

        @Override
        public Uni<Optional<LiveBooks>> load(PortfolioKey key, long held) {
            return Uni.createFrom().item(Optional.of(key.equals(key("P")) ? stored : others.get(key)));
        }

        @Override
        public Uni<Map<PortfolioKey, Long>> versions(Collection<PortfolioKey> keys) {
            return Uni.createFrom().item(Map.of(key("P"), stored.version()));
        }
    }

    private PortfolioSlot join(RateClass rate, boolean analytics) {
        return join("P", rate, analytics);
    }

    private PortfolioSlot join(String portfolio, RateClass rate, boolean analytics) {
        PortfolioSlot slot = new PortfolioSlot(
                outbox,
                new ClientMessage.SubscribePortfolio(portfolio, Set.of(), rate, Optional.empty(), analytics),
                metrics.conflated(),
                (gone, why, detail) -> {
                    throw new AssertionError(detail);
                });
        hub.join(key(portfolio), slot);
        return slot;
    }

    private void book(long version, String units) {
        stored = books("P", version, List.of(held("SEC_A", "EUR", units, "40")), cash("EUR", "7"));
        hub.booksChanged(key("P"), version, TRADE, START);
    }

    private JsonNode lastDay() {
        List<JsonNode> frames = client.take();
        return frames.stream()
                .filter(frame -> frame.get("type").textValue().equals("analytics"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no day among " + frames));
    }

    /** Five units from 50 to 10, and 7 of cash. */
    @Test
    void theDayFollowsTheSnapshotAndEveryDelta() {
        join(RateClass.ALL, true);

        assertThat(client.types()).containsExactly("subscribed", "snapshot", "analytics");
        thread.pass(250 * MILLIS);
        market.price("SEC_A", "11", "EUR");
        List<JsonNode> frames = client.take();
        assertThat(frames).extracting(frame -> frame.get("type").textValue()).containsExactly("delta", "analytics");
        assertThat(frames.get(1).get("epoch")).isEqualTo(frames.get(0).get("epoch"));
        assertThat(frames.get(1).get("seq")).isEqualTo(frames.get(0).get("seq"));
        assertThat(frames.get(1).get("portfolio_id").textValue()).isEqualTo("P");
        JsonNode day = frames.get(1).get("day");
        assertThat(day.get("value").textValue()).isEqualTo("62");
        assertThat(day.get("price").textValue()).isEqualTo("-195");
        assertThat(day.get("currency").textValue()).isEqualTo("0");
    }

    @Test
    void nobodyPaysForWhatNobodyWants() {
        join(RateClass.ALL, false);
        market.price("SEC_A", "11", "EUR");
        thread.pass(30_000 * MILLIS);

        assertThat(client.types()).doesNotContain("analytics");
        assertThat(days.opened() + days.asked() + days.computed()).isZero();
    }

    @Test
    void whoDoesNotWantItHearsNothingOfItBesideOneWhoDoes() {
        Outbox other = new Outbox(Runnable::run, 10, thread::nanoTime, why -> {});
        Client plain = Client.of(other).readAll();
        hub.join(
                key("P"),
                new PortfolioSlot(
                        other,
                        ClientMessage.SubscribePortfolio.all("P"),
                        metrics.conflated(),
                        (gone, why, detail) -> {}));
        join(RateClass.ALL, true);
        market.price("SEC_A", "11", "EUR");

        assertThat(plain.types()).doesNotContain("analytics");
        assertThat(client.types()).contains("analytics");
    }

    @Test
    void changesThatComeFasterAreToldTogether() {
        join(RateClass.ALL, true);
        thread.pass(250 * MILLIS);
        client.take();

        for (int price = 11; price <= 30; price++) market.price("SEC_A", String.valueOf(price), "EUR");
        int before = days.computed();
        thread.pass(250 * MILLIS);

        assertThat(days.computed()).isEqualTo(before + 1);
        JsonNode last = lastDay();
        assertThat(last.get("seq").longValue()).isEqualTo(20);
        assertThat(last.get("day").get("value").textValue()).isEqualTo("157");
    }

    @Test
    void aSlowerClassHearsOfTheStateOfItsOwnSteps() {
        join(RateClass.ONE, true);
        thread.pass(1_000 * MILLIS);
        client.take();
        market.price("SEC_A", "11", "EUR");
        thread.pass(300 * MILLIS);
        client.take();
        market.price("SEC_A", "12", "EUR");
        thread.pass(300 * MILLIS);
        assertThat(client.types()).isEmpty();

        thread.pass(500 * MILLIS);

        List<JsonNode> frames = client.take();
        assertThat(frames).extracting(frame -> frame.get("type").textValue()).containsExactly("delta", "analytics");
        assertThat(frames.get(1).get("seq")).isEqualTo(frames.get(0).get("seq"));
        assertThat(frames.get(1).get("day").get("value").textValue()).isEqualTo("67");
    }

    @Test
    void aDayIsOpenedAgainWhenTheBooksMoveOn() {
        join(RateClass.ALL, true);
        book(2, "6");
        opened = stored;
        thread.pass(1_000 * MILLIS);

        JsonNode day = lastDay().get("day");
        assertThat(day.get("version").longValue()).isEqualTo(2);
        assertThat(day.get("value").textValue()).isEqualTo("67");
    }

    /** The opening is read before the books are. */
    @Test
    void anOpeningThatIsAheadWaitsForTheBooks() {
        opened = books("P", 2, List.of(held("SEC_A", "EUR", "6", "40")), cash("EUR", "7"));
        join(RateClass.ALL, true);
        thread.pass(3_000 * MILLIS);
        assertThat(client.types()).doesNotContain("analytics");
        assertThat(days.opened()).isOne();

        book(2, "6");

        assertThat(lastDay().get("day").get("version").longValue()).isEqualTo(2);
        assertThat(days.opened()).isOne();
    }

    @Test
    void whatBecomesKnownOfAnEarlierDayOpensItAgain() {
        join(RateClass.ALL, true);
        thread.pass(10_000 * MILLIS);
        assertThat(days.asked()).isOne();
        assertThat(days.opened()).isOne();
        client.take();

        days.changeThePast();
        thread.pass(10_000 * MILLIS);

        assertThat(days.opened()).isEqualTo(2);
        lastDay();
    }

    /** After one second, then two more, whatever ticks come. */
    @Test
    void aDayThatCannotBeOpenedIsTriedAgain() {
        days.fail(true);
        join(RateClass.ALL, true);
        assertThat(client.types()).containsExactly("subscribed", "snapshot");
        market.price("SEC_A", "11", "EUR");
        assertThat(days.opened()).isOne();
        thread.pass(1_000 * MILLIS);
        assertThat(days.opened()).isEqualTo(2);

        days.fail(false);
        thread.pass(1_900 * MILLIS);
        assertThat(days.opened()).isEqualTo(2);
        thread.pass(100 * MILLIS);

        lastDay();
    }

    @Test
    void figuresOfTwoPortfoliosAreComputedAtOnceAndTheOthersWaitTheirTurn() {
        days.holdBack();
        join("P", RateClass.ALL, true);
        join("Q", RateClass.ALL, true);
        join("R", RateClass.ALL, true);
        assertThat(days.computed()).isEqualTo(2);

        days.letOneGo();
        assertThat(days.computed()).isEqualTo(3);
        days.letOneGo();
        days.letOneGo();

        assertThat(client.types().stream().filter("analytics"::equals)).hasSize(3);
    }

    @Test
    void aSnapshotIsFollowedByTheDayAgain() {
        PortfolioSlot slot = join(RateClass.ALL, true);
        thread.pass(250 * MILLIS);
        client.take();

        hub.snap(key("P"), slot);

        assertThat(client.types()).containsExactly("snapshot", "analytics");
    }

    @Test
    void afterTheLastOneHasLeftNothingIsDone() {
        PortfolioSlot slot = join(RateClass.ALL, true);
        join(RateClass.ALL, false);
        hub.leave(key("P"), slot);
        thread.pass(250 * MILLIS);
        int computed = days.computed();
        market.price("SEC_A", "12", "EUR");
        thread.pass(30_000 * MILLIS);

        assertThat(days.computed()).isEqualTo(computed);
        assertThat(days.asked()).isZero();
    }
}
