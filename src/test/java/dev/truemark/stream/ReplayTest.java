package dev.truemark.stream;

import static dev.truemark.stream.Given.books;
import static dev.truemark.stream.Given.cash;
import static dev.truemark.stream.Given.held;
import static dev.truemark.stream.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.valuation.Basis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A replay over a course that the test makes, at a time that it moves. */
class ReplayTest {
    private static final long SECOND = 1_000_000_000L;
    /** So that no price is stale. */
    private static final Instant FRESH = Given.START.plus(Duration.ofDays(1000));

    private static final Cause BOUGHT = new Cause(Cause.Type.TRANSACTION, List.of("T1"));

    private final TestThread thread = new TestThread();
    private final Given.Market market = new Given.Market();
    private final StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
    private final Deque<List<Step>> course = new ArrayDeque<>();
    private final List<String> ended = new ArrayList<>();
    private final List<StreamError> closed = new ArrayList<>();
    private final Outbox outbox = new Outbox(Runnable::run, 10, thread::nanoTime, closed::add);
    private final Client client = Client.of(outbox);
    private int reads;
    private int epochs;

    private final StreamConfig config = new SmallRyeConfigBuilder()
            .withMapping(StreamConfig.class)
            .withDefaultValue("truemark.stream.heartbeat", "PT15S")
            .withDefaultValue("truemark.stream.max-replays", "3")
            .withDefaultValue("truemark.stream.max-replays-per-user", "2")
            .build()
            .getConfigMapping(StreamConfig.class);
    private final Replays replays =
            new Replays(thread, (key, travel) -> opened(), new TestViews(), () -> "e" + ++epochs, config, metrics);

    private Uni<Course> opened() {
        Course pieces = () -> {
            reads++;
            List<Step> next = course.poll();
            return Uni.createFrom().item(next == null ? List.of() : next);
        };
        return Uni.createFrom().item(pieces);
    }

    private static ClientMessage.SubscribePast wish(String speed, RateClass rate, String... symbols) {
        Optional<BigDecimal> played = Optional.ofNullable(speed).map(BigDecimal::new);
        return new ClientMessage.SubscribePast(
                "P", Set.of(symbols), rate, new Travel(Optional.empty(), Optional.empty(), played, Travel.Axis.AS_OF));
    }

    private Replay play(ClientMessage.SubscribePast wish) {
        Replay replay = replays.make(
                        Given.OWNER, key("P"), wish, outbox, (gone, why, detail) -> ended.add(why + " " + detail))
                .orElseThrow();
        replays.begin(replay);
        return replay;
    }

    private Step day(int day, LiveBooks books, Optional<Cause> facts) {
        Instant at = Given.START.plus(Duration.ofDays(day));
        MarketView view = market.view(at);
        PortfolioValue value = PortfolioValue.of(
                books.holdings(), books.cash(), view.prices(books.zone()), view.rates(books.zone()), books.terms(at));
        return new Step(at, books, value, new Basis(books.version(), null, at), facts, Optional.empty(), false);
    }

    /** Ten shares at a price of 10 and a day. */
    private Step day(int day) {
        market.price("SEC_A", String.valueOf(10 + day), "EUR", FRESH);
        return day(day, books("P", 1, List.of(held("SEC_A", "EUR", "10", "100"))), Optional.empty());
    }

    private static String price(JsonNode delta) {
        return delta.get("positions").get(0).get("price").textValue();
    }

    @Test
    void stepsAreToldAtTheirTimesAndTheEndIsSaid() {
        course.add(List.of(day(0), day(1)));
        course.add(List.of(day(2)));
        client.readAll();

        play(wish("86400", RateClass.ALL));
        List<JsonNode> begun = client.take();
        assertThat(begun)
                .extracting(frame -> frame.get("type").textValue())
                .containsExactly("subscribed", "snapshot", "heartbeat");
        thread.pass(SECOND - 1);
        assertThat(client.take()).as("a day takes a second").isEmpty();
        thread.pass(1);
        List<JsonNode> first = client.take();
        assertThat(first).extracting(frame -> frame.get("type").textValue()).containsExactly("delta", "heartbeat");
        assertThat(price(first.getFirst())).isEqualTo("11");
        assertThat(first.getFirst().get("event_time").textValue()).isEqualTo("2026-03-03T14:00:00Z");
        assertThat(first.getFirst().get("cause").toString()).isEqualTo("{\"type\":\"PRICE\",\"ids\":[\"SEC_A\"]}");
        assertThat(first.getFirst().get("prev_seq").longValue()).isZero();
        assertThat(first.getLast().get("seq").longValue()).isOne();
        thread.pass(SECOND);
        assertThat(client.types()).containsExactly("delta", "heartbeat", "replayed");

        thread.pass(15 * SECOND);
        assertThat(client.types()).as("it stands still and lives").containsExactly("heartbeat");
    }

    @Test
    void aStateThatStandsStillIsProvenAgainAndAgainAndSaysNoEnd() {
        course.add(List.of(day(0)));
        client.readAll();

        Replay replay = play(wish(null, RateClass.ALL));
        assertThat(client.types()).containsExactly("subscribed", "snapshot", "heartbeat");
        thread.pass(30 * SECOND);
        assertThat(client.types()).containsExactly("heartbeat", "heartbeat");
        replay.snap();
        assertThat(client.types()).containsExactly("snapshot");
        replay.leave();
        thread.pass(60 * SECOND);
        assertThat(client.take()).isEmpty();
    }

    @Test
    void aClientThatReadsSlowlySetsThePaceAndNothingPilesUp() {
        for (int day = 0; day < 64; day += 8) {
            course.add(List.of(
                    day(day),
                    day(day + 1),
                    day(day + 2),
                    day(day + 3),
                    day(day + 4),
                    day(day + 5),
                    day(day + 6),
                    day(day + 7)));
        }
        play(wish("8640000", RateClass.ALL));
        thread.pass(10 * SECOND);
        assertThat(reads).as("pieces read ahead of a client that does not read").isLessThanOrEqualTo(2);

        client.read(5);
        thread.pass(10 * SECOND);
        assertThat(client.take())
                .as("the next day is told when the one before was read")
                .extracting(frame -> frame.get("type").textValue())
                .containsExactly("subscribed", "snapshot", "heartbeat", "delta", "heartbeat");
        assertThat(reads).isLessThanOrEqualTo(2);

        client.readAll();
        thread.pass(10 * SECOND);
        List<JsonNode> rest = client.take();
        assertThat(rest.stream().filter(frame -> frame.get("type").textValue().equals("delta")))
                .as("no day is left out")
                .hasSize(62);
        assertThat(rest.getLast().get("type").textValue()).isEqualTo("replayed");
    }

    @Test
    void aRateThatIsWantedTellsManyDaysAsOne() {
        course.add(List.of(
                day(0),
                day(1, books("P", 2, List.of(held("SEC_A", "EUR", "11", "110"))), Optional.of(BOUGHT)),
                day(2),
                day(3)));
        client.readAll();

        play(wish("864000", RateClass.ONE));
        client.take();
        thread.pass(SECOND);

        List<JsonNode> told = client.take();
        assertThat(told)
                .extracting(frame -> frame.get("type").textValue())
                .containsExactly("delta", "heartbeat", "replayed");
        assertThat(price(told.getFirst())).isEqualTo("13");
        assertThat(told.getFirst().get("cause").toString())
                .as("the strongest of three days")
                .isEqualTo("{\"type\":\"TRANSACTION\",\"ids\":[\"T1\"]}");
    }

    @Test
    void whatWasSoldAndSpentIsToldAsZero() {
        market.price("SEC_A", "10", "EUR", FRESH);
        course.add(List.of(
                day(0, books("P", 1, List.of(held("SEC_A", "EUR", "10", "100")), cash("EUR", "50")), Optional.empty()),
                day(1, books("P", 2, List.of()), Optional.of(BOUGHT))));
        client.readAll();

        play(wish("86400", RateClass.ALL));
        client.take();
        thread.pass(SECOND);

        JsonNode delta = client.take().getFirst();
        assertThat(delta.get("positions").get(0).get("quantity").textValue()).isEqualTo("0");
        assertThat(delta.get("cash").get(0).get("balance").textValue()).isEqualTo("0");
    }

    @Test
    void aPastThatChangesIsToldAsRestatedInANewEpoch() {
        Step before = day(0);
        Step after = day(0);
        course.add(List.of(
                before,
                new Step(
                        after.at(),
                        after.books(),
                        after.value(),
                        after.basis(),
                        Optional.of(BOUGHT),
                        Optional.of(LocalDate.of(2026, 1, 6)),
                        false)));
        client.readAll();

        play(wish("1", RateClass.ALL));

        List<JsonNode> told = client.take().subList(3, 7);
        assertThat(told)
                .extracting(frame -> frame.get("type").textValue())
                .containsExactly("restated", "snapshot", "heartbeat", "replayed");
        assertThat(told.get(0).get("from_date").textValue()).isEqualTo("2026-01-06");
        assertThat(told.get(1).get("epoch").textValue()).isEqualTo("e2");
        assertThat(told.get(1).get("seq").longValue()).isZero();
    }

    @Test
    void aQuietStepIsToldOnlyWhereSomethingChanged() {
        Step first = day(0);
        course.add(List.of(first, quiet(first)));
        course.add(List.of(quiet(day(1))));
        client.readAll();

        play(wish("86400", RateClass.ALL));
        assertThat(client.types()).containsExactly("subscribed", "snapshot", "heartbeat");
        thread.pass(SECOND);

        assertThat(client.types()).containsExactly("delta", "heartbeat", "replayed");
    }

    private static Step quiet(Step step) {
        return new Step(step.at(), step.books(), step.value(), step.basis(), step.facts(), step.restatedFrom(), true);
    }

    @Test
    void aFilteredReplayTellsItsPositionsAndNoHash() {
        LiveBooks both = books("P", 1, List.of(held("SEC_A", "EUR", "10", "100"), held("SEC_B", "EUR", "1", "5")));
        market.price("SEC_A", "10", "EUR", FRESH).price("SEC_B", "5", "EUR", FRESH);
        Step first = day(0, both, Optional.empty());
        market.price("SEC_B", "6", "EUR", FRESH);
        Step other = day(1, both, Optional.empty());
        market.price("SEC_A", "11", "EUR", FRESH);
        course.add(List.of(first, other, day(2, both, Optional.empty())));
        client.readAll();

        play(wish("86400", RateClass.ALL, "A"));
        JsonNode snapshot = client.take().get(1).get("valuation");
        assertThat(snapshot.get("positions")).hasSize(1);
        assertThat(snapshot.get("state_hash").isNull()).isTrue();
        thread.pass(SECOND);
        assertThat(client.types()).as("the other position has moved").containsExactly("heartbeat");
        thread.pass(SECOND);
        List<JsonNode> told = client.take();
        assertThat(price(told.get(0))).isEqualTo("11");
        assertThat(told.get(0).get("prev_seq").longValue()).isZero();
        assertThat(told.get(1).get("state_hash").isNull()).isTrue();
    }

    @Test
    void aPastThatCannotBeReadEndsTheReplayWithTheReason() {
        Replays none = new Replays(
                thread,
                (key, travel) -> Uni.createFrom().failure(new Courses.NoCourse(StreamError.IN_THE_FUTURE, "not yet")),
                new TestViews(),
                () -> "e",
                config,
                metrics);
        Course unread = () -> Uni.createFrom().failure(new IllegalStateException("as the test wants"));
        Replays broken = new Replays(
                thread, (key, travel) -> Uni.createFrom().item(unread), new TestViews(), () -> "e", config, metrics);
        for (Replays each : List.of(none, broken)) {
            each.begin(each.make(
                            Given.OWNER,
                            key("P"),
                            wish("1", RateClass.ALL),
                            outbox,
                            (gone, why, detail) -> ended.add(why.name()))
                    .orElseThrow());
        }
        assertThat(ended).containsExactly("IN_THE_FUTURE", "UNAVAILABLE");
    }

    @Test
    void whatAReadRefusesIsToldByItsName() {
        assertThat(StoredCourses.refusal(ProblemException.notFound("none")))
                .extracting(each -> ((Courses.NoCourse) each).why())
                .isEqualTo(StreamError.NOT_FOUND);
        assertThat(StoredCourses.refusal(ProblemException.invalid("known_at", "IN_THE_FUTURE", "not yet")))
                .extracting(each -> ((Courses.NoCourse) each).why())
                .isEqualTo(StreamError.IN_THE_FUTURE);
        assertThat(StoredCourses.refusal(ProblemException.invalid("id", "TOO_MANY", "more than 3")))
                .extracting(each -> ((Courses.NoCourse) each).why())
                .isEqualTo(StreamError.TOO_MUCH_HISTORY);
        ProblemException busy = ProblemException.unavailable("busy", Duration.ofSeconds(1));
        assertThat(StoredCourses.refusal(busy)).isSameAs(busy);
    }

    @Test
    void aUserAndTheInstanceHaveSoManyAtATime() {
        java.util.UUID other = new java.util.UUID(0, 1);
        Replay.Ending nobody = (gone, why, detail) -> {};
        ClientMessage.SubscribePast wish = wish("1", RateClass.ALL);
        assertThat(replays.make(Given.OWNER, key("P"), wish, outbox, nobody)).isPresent();
        assertThat(replays.make(Given.OWNER, key("Q"), wish, outbox, nobody)).isPresent();
        assertThat(replays.make(Given.OWNER, key("R"), wish, outbox, nobody))
                .as("his third")
                .isEmpty();
        assertThat(replays.make(other, key("R"), wish, outbox, nobody)).isPresent();
        assertThat(replays.make(other, key("S"), wish, outbox, nobody))
                .as("the fourth of all")
                .isEmpty();
        assertThat(metrics.replays()).hasValue(3);

        replays.release(Given.OWNER);
        assertThat(replays.make(other, key("S"), wish, outbox, nobody)).isPresent();
    }
}
