package dev.truemark.stream;

import static dev.truemark.stream.Scene.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.client.ClientListener;
import dev.truemark.client.Filter;
import dev.truemark.client.Past;
import dev.truemark.client.PortfolioState;
import dev.truemark.client.Subscription;
import dev.truemark.client.SubscriptionListener;
import dev.truemark.client.TruemarkClient;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.servers.TruemarkServers;
import dev.truemark.valuation.PastDays;
import dev.truemark.valuation.ValuationHistory;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.ValuationView;
import dev.truemark.valuation.Valued;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time machine on real servers: what a client folds is what REST answers for that day and that knowledge. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(SocketTest.Quick.class)
class ReplayStreamTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final LocalDate FIRST = TODAY.minusDays(364);
    private static final int MOST = 1000;

    @TestHTTPResource("/api/v1/ws")
    URI http;

    @Inject
    StreamMetrics metrics;

    @Inject
    ValuationService valuations;

    @Inject
    ValuationHistory history;

    @Inject
    ObjectMapper mapper;

    private static Scene scene;
    private static String home;
    private static String abroad;
    private static Instant firstKnown;
    private static Instant lastKnown;

    /** A year of a portfolio in two currencies, then a correction and a fee of the past. */
    @BeforeEach
    void aYear() {
        if (scene != null) return;
        scene = new Scene().portfolio("PAST");
        home = scene.security("HOME");
        abroad = scene.security("ABROAD");
        scene.tell("market-prices", prices());
        scene.tell("fx-rates", rates());
        scene.tell(
                "transactions",
                List.of(
                        booking(
                                "T1",
                                1,
                                "DEPOSIT",
                                0,
                                "\"gross_transaction_amount\":\"20000\",\"trade_currency\":\"EUR\""),
                        booking("T2", 1, "BUY", 1, trade(home, "100", "50", "EUR")),
                        booking("T3", 1, "BUY", 10, "\"fx_rate\":\"0.025\"," + trade(abroad, "30", "800", "THB")),
                        booking(
                                "T4",
                                1,
                                "DIVIDEND",
                                40,
                                "\"security_id\":\"" + home
                                        + "\",\"gross_transaction_amount\":\"120.5\",\"trade_currency\":\"EUR\""),
                        booking("T5", 1, "SELL", 100, trade(home, "40", "55", "EUR")),
                        booking("T6", 1, "SELL", 200, "\"fx_rate\":\"0.026\"," + trade(abroad, "30", "900", "THB")),
                        booking("T7", 1, "BUY", 250, "\"fx_rate\":\"0.027\"," + trade(abroad, "7", "850", "THB")),
                        booking(
                                "T10",
                                1,
                                "DIVIDEND",
                                260,
                                "\"fx_rate\":\"0.027\",\"security_id\":\"" + abroad
                                        + "\",\"gross_transaction_amount\":\"33.3\",\"withholding_tax\":\"3.3\",\"trade_currency\":\"THB\""),
                        booking(
                                "T11",
                                1,
                                "SPLIT",
                                270,
                                "\"security_id\":\"" + home + "\",\"ratio\":\"2\",\"trade_currency\":\"EUR\""),
                        booking("T12", 1, "SELL", 280, "\"fx_rate\":\"0.027\"," + trade(abroad, "7", "860", "THB")),
                        booking("T13", 1, "BUY", 290, trade(abroad, "5", "21.5", "EUR")),
                        booking(
                                "T14",
                                1,
                                "DIVIDEND",
                                300,
                                "\"security_id\":\"" + abroad
                                        + "\",\"gross_transaction_amount\":\"2.25\",\"trade_currency\":\"EUR\""),
                        booking("T15", 1, "SELL", 310, trade(abroad, "5", "21", "EUR")),
                        booking("T16", 1, "SELL", 320, trade(abroad, "1", "21", "EUR"))));
        firstKnown = newest();
        scene.tell(
                "transactions",
                List.of(
                        booking("T2", 2, "BUY", 1, trade(home, "110", "50", "EUR")),
                        booking(
                                "T8",
                                1,
                                "FEE",
                                50,
                                "\"gross_transaction_amount\":\"9.99\",\"trade_currency\":\"EUR\"")));
        lastKnown = newest();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @AfterEach
    void nothingOfAReplayStays() {
        await().atMost(Scene.PATIENCE).untilAsserted(() -> {
            assertThat(metrics.connections()).hasValue(0);
            assertThat(metrics.subscriptions()).hasValue(0);
            assertThat(metrics.replays()).hasValue(0);
        });
    }

    private static String booking(String id, int revision, String type, int day, String fields) {
        return """
                {"portfolio_id":"PAST","transaction_id":"%s","revision":%d,"transaction_type":"%s","transaction_date":"%s",%s}""".formatted(id, revision, type, FIRST.plusDays(day), fields);
    }

    private List<String> prices() {
        List<String> prices = new ArrayList<>();
        for (LocalDate day = FIRST; day.isBefore(TODAY); day = day.plusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) continue;
            int n = day.getDayOfYear();
            prices.add(price(home, day, "5" + n % 10 + "." + n % 7, "EUR"));
            if (n % 3 == 0) prices.add(price(abroad, day, "8" + n % 9 + "0." + n % 4, "THB"));
        }
        return prices;
    }

    private static String price(String security, LocalDate day, String price, String currency) {
        return """
                {"security_id":"%s","price_date":"%s","price":"%s","currency":"%s","source":"past"}""".formatted(security, day, price, currency);
    }

    private static List<String> rates() {
        List<String> rates = new ArrayList<>();
        for (LocalDate day = FIRST.plusDays(5); day.isBefore(TODAY); day = day.plusDays(2)) {
            rates.add("""
                    {"from_currency":"THB","to_currency":"EUR","rate_date":"%s","rate":"0.02%d","source":"past"}""".formatted(day, 5 + day.getDayOfMonth() % 4));
        }
        return rates;
    }

    private Instant newest() {
        return Instant.parse(valuation("").get("known_at").textValue());
    }

    private JsonNode valuation(String query) {
        return valuation("PAST", query);
    }

    private JsonNode valuation(String portfolio, String query) {
        String answer = scene.user()
                .request()
                .get("/api/v1/portfolios/" + portfolio + "/valuation" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        try {
            return mapper.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode valuation(JsonNode dated) {
        return valuation("?as_of=" + dated.get("as_of").textValue() + "&known_at="
                + dated.get("known_at").textValue());
    }

    private WsClient connect() {
        WsClient client = WsClient.withToken(
                URI.create(http.toString().replaceFirst("^http", "ws")),
                scene.user().token());
        client.next("hello");
        return client;
    }

    private static String subscribe(String fields) {
        return "{\"type\":\"subscribe\",\"portfolio_id\":\"PAST\"," + fields + '}';
    }

    /** Folds up to the frame that says the end, and proves every heartbeat on the way; returns the heartbeats. */
    private static List<JsonNode> foldToTheEnd(WsClient client, FoldedState state, List<String> types) {
        List<JsonNode> beats = new ArrayList<>();
        for (JsonNode frame = client.next(); ; frame = client.next()) {
            String type = frame.get("type").textValue();
            types.add(type);
            state.fold(frame);
            if (type.equals("heartbeat")) {
                assertThat(frame.get("state_hash").textValue()).isEqualTo(state.hash());
                assertThat(frame.get("seq").longValue()).isEqualTo(state.seq());
                beats.add(frame);
            }
            if (type.equals("replayed")) {
                assertThat(frame.get("state_hash").textValue()).isEqualTo(state.hash());
                return beats;
            }
        }
    }

    private String text(Valued valued) {
        try {
            return mapper.writeValueAsString(ValuationView.of(valued, "test"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void assertEachDayIsItsValuation(String portfolio, Instant knownAt, int everyDays) {
        BooksQuery query = BooksQuery.now(scene.user().id(), portfolio);
        PastDays days = history.open(query, TODAY, knownAt, MOST).await().atMost(Scene.PATIENCE);
        for (LocalDate from = FIRST; !from.isAfter(TODAY); from = from.plusDays(32)) {
            LocalDate to = from.plusDays(32).isAfter(TODAY) ? TODAY.plusDays(1) : from.plusDays(32);
            for (Valued walked :
                    history.next(days, from.datesUntil(to).toList()).await().atMost(Scene.PATIENCE)) {
                LocalDate day = walked.books().head().asOf();
                if (day.toEpochDay() % everyDays != 0 && !day.equals(TODAY)) continue;
                Valued asked = valuations.value(query.at(day, knownAt)).await().atMost(Scene.PATIENCE);
                assertThat(text(walked)).isEqualTo(text(asked));
            }
        }
    }

    @Test
    void eachDayOfAWalkIsTheValuationOfThatDayToTheLastDigit() {
        assertEachDayIsItsValuation("PAST", lastKnown, 3);
        assertEachDayIsItsValuation("PAST", firstKnown, 7);
    }

    /** Trades of every kind by the die (of one seed), short ones too, first without cash and then with it. */
    @Test
    void eachDayOfAWildPortfolioIsTheValuationOfThatDayToo() {
        scene.tell("portfolios", List.of("""
                {"portfolio_id":"WILD","base_currency":"EUR","oversell":"ALLOW_SHORT","cost_method":"HIFO"}"""));
        Random random = new Random(20);
        List<String> trades = new ArrayList<>();
        for (int n = 0; n < 60; n++) trades.add(wild(random, n));
        scene.tell("transactions", trades);
        Instant implied = newest();
        scene.tell(
                "transactions",
                List.of(wild(
                        "W60", 1, "DEPOSIT", 3, "\"gross_transaction_amount\":\"500\",\"trade_currency\":\"EUR\"")));
        assertThat(valuation("WILD", "?known_at=" + implied)
                        .get("cash_tracking")
                        .textValue())
                .isEqualTo("IMPLIED");
        assertThat(valuation("WILD", "").get("cash_tracking").textValue()).isEqualTo("TRACKED");

        assertEachDayIsItsValuation("WILD", newest(), 4);
        assertEachDayIsItsValuation("WILD", implied, 11);
    }

    private static String wild(Random random, int n) {
        String security = random.nextBoolean() ? home : abroad;
        String currency = security.equals(abroad) && n < 40 ? "THB" : "EUR";
        String rate = currency.equals("THB") && random.nextBoolean() ? "\"fx_rate\":\"0.026\"," : "";
        String quantity = String.valueOf(1 + random.nextInt(9));
        String price = (20 + random.nextInt(30)) + "." + random.nextInt(99);
        String income = "\"security_id\":\"" + security + "\",\"gross_transaction_amount\":\"" + quantity
                + ".5\",\"trade_currency\":\"" + currency + '"';
        int day = n * 6;
        String id = "W" + n;
        return switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                wild(id, 1, "BUY", day, rate + "\"fees\":\"1.25\"," + trade(security, quantity, price, currency));
            case 3, 4 -> wild(id, 1, "SELL", day, rate + trade(security, quantity, price, currency));
            case 5 -> wild(id, 1, "DIVIDEND", day, rate + income);
            case 6 -> wild(id, 1, "RETURN_OF_CAPITAL", day, rate + income);
            default ->
                wild(
                        id,
                        1,
                        "SPLIT",
                        day,
                        "\"ratio\":\"3\",\"security_id\":\"" + security + "\",\"trade_currency\":\"" + currency + '"');
        };
    }

    private static String wild(String id, int revision, String type, int day, String fields) {
        return booking(id, revision, type, day, fields).replace("\"PAST\"", "\"WILD\"");
    }

    /** What a live client saw then: the day is that of the knowledge. */
    @Test
    void whatWasKnownOfEachMomentIsReplayedToo() {
        try (WsClient client = connect()) {
            client.send(subscribe("\"speed\":\"1000000\",\"along\":\"known_at\",\"known_at\":\"" + firstKnown + '"'));
            FoldedState state = new FoldedState();
            List<String> types = new ArrayList<>();
            List<JsonNode> beats = foldToTheEnd(client, state, types);

            assertThat(types).contains("restated");
            assertThat(beats.getFirst().get("known_at").textValue()).isEqualTo(firstKnown.toString());
            for (JsonNode beat : beats) {
                assertThat(valuation(beat).get("state_hash")).isEqualTo(beat.get("state_hash"));
                assertThat(beat.get("known_at").textValue())
                        .startsWith(beat.get("as_of").textValue());
            }
        }
    }

    @Test
    void aStateOfThePastStandsStill() {
        LocalDate day = FIRST.plusDays(120);
        try (WsClient client = connect()) {
            client.send(subscribe("\"as_of\":\"" + day + "\",\"known_at\":\"" + firstKnown + '"'));
            assertThat(client.next().get("mode").textValue()).isEqualTo("snapshot");
            JsonNode snapshot = client.next();
            FoldedState state = new FoldedState().fold(snapshot);
            JsonNode beat = client.next("heartbeat");
            JsonNode asked = valuation("?as_of=" + day + "&known_at=" + firstKnown);
            assertThat(snapshot.get("valuation")).isEqualTo(asked);
            assertThat(beat.get("state_hash")).isEqualTo(asked.get("state_hash"));
            assertThat(state.hash()).isEqualTo(asked.get("state_hash").textValue());
            assertThat(metrics.replays()).hasValue(1);

            scene.tell("transactions", List.of(booking("T9", 1, "BUY", 61, trade(home, "1", "50", "EUR"))));
            assertThat(client.next("heartbeat").get("state_hash")).isEqualTo(beat.get("state_hash"));

            client.send(subscribe("\"as_of\":\"" + day + '"'));
            JsonNode newer = client.next("snapshot").get("valuation");
            assertThat(newer.get("state_hash"))
                    .isEqualTo(valuation("?as_of=" + day).get("state_hash"))
                    .isNotEqualTo(asked.get("state_hash"));
            client.subscribe("PAST");
            assertThat(client.next("subscribed").has("as_of")).isFalse();
            await().atMost(Scene.PATIENCE)
                    .untilAsserted(() -> assertThat(metrics.replays()).hasValue(0));
        }
    }

    @Test
    void aYearIsReplayedAndEndsInTheHashOfRest() {
        try (WsClient client = connect()) {
            client.send(subscribe("\"speed\":31536000"));
            FoldedState state = new FoldedState();
            List<String> types = new ArrayList<>();
            List<JsonNode> beats = foldToTheEnd(client, state, types);

            assertThat(beats)
                    .extracting(beat -> LocalDate.parse(beat.get("as_of").textValue()))
                    .containsExactlyElementsOf(
                            FIRST.datesUntil(TODAY.plusDays(1)).toList());
            assertThat(types).doesNotContain("restated", "resync");
            assertThat(state.hash())
                    .isEqualTo(valuation(beats.getLast()).get("state_hash").textValue());
            for (int n = 0; n < beats.size(); n += 30) {
                assertThat(beats.get(n).get("state_hash"))
                        .as(beats.get(n).get("as_of").textValue())
                        .isEqualTo(valuation(beats.get(n)).get("state_hash"));
            }
        }
    }

    @Test
    void theJavaClientFoldsAYearAndProvesEveryDay() {
        List<LocalDate> moments = new CopyOnWriteArrayList<>();
        List<String> proofs = new CopyOnWriteArrayList<>();
        List<String> doubts = new CopyOnWriteArrayList<>();
        CompletableFuture<Instant> end = new CompletableFuture<>();
        SubscriptionListener noting = new SubscriptionListener() {
            @Override
            public void onMoment(LocalDate asOf, Instant knownAt) {
                moments.add(asOf);
            }

            @Override
            public void onVerified(long seq, String stateHash) {
                proofs.add(stateHash);
            }

            @Override
            public void onResync(String reason) {
                doubts.add(reason);
            }

            @Override
            public void onError(String code, String detail) {
                doubts.add(code);
            }

            @Override
            public void onReplayed(LocalDate asOf, Instant knownAt) {
                end.complete(knownAt);
            }
        };
        Past past =
                Past.replay(new BigDecimal("31536000")).asOf(FIRST.plusDays(30)).knownAt(firstKnown);
        try (TruemarkClient client =
                new TruemarkClient(http, reason -> scene.user().token(), new ClientListener() {})) {
            Subscription replay = client.replay("PAST", past, Filter.NONE, noting);

            assertThat(end.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(firstKnown);
            assertThat(moments)
                    .containsExactlyElementsOf(
                            FIRST.plusDays(30).datesUntil(TODAY.plusDays(1)).toList());
            assertThat(doubts).isEmpty();
            assertThat(proofs).hasSizeGreaterThanOrEqualTo(moments.size());
            JsonNode asked = valuation("?as_of=" + TODAY + "&known_at=" + firstKnown);
            PortfolioState held = replay.state().orElseThrow();
            assertThat(held.hash()).isEqualTo(asked.get("state_hash").textValue());
            assertThat(held.totals()).isEqualTo(asked.get("totals"));
        }
    }

    @Test
    void whatBecameKnownIsReplayedBatchByBatchAndSaysWhereThePastChanged() {
        try (WsClient client = connect()) {
            client.send(
                    subscribe("\"speed\":\"1000000\",\"along\":\"known_at\",\"as_of\":\"" + FIRST.plusDays(60) + '"'));
            FoldedState state = new FoldedState();
            List<JsonNode> frames = new ArrayList<>();
            for (JsonNode frame = client.next(); ; frame = client.next()) {
                frames.add(frame);
                state.fold(frame);
                String type = frame.get("type").textValue();
                if (type.equals("heartbeat")) {
                    assertThat(frame.get("state_hash").textValue()).isEqualTo(state.hash());
                    assertThat(valuation(frame).get("state_hash")).isEqualTo(frame.get("state_hash"));
                }
                if (type.equals("replayed")) break;
            }
            assertThat(frames.stream()
                            .filter(each ->
                                    each.path("cause").path("type").asText().equals("TRANSACTION")))
                    .isNotEmpty();
            List<JsonNode> restated = frames.stream()
                    .filter(each -> each.get("type").textValue().equals("restated"))
                    .toList();
            assertThat(restated).hasSize(1);
            assertThat(restated.getFirst().get("from_date").textValue())
                    .isEqualTo(FIRST.plusDays(1).toString());
            assertThat(state.hash())
                    .isEqualTo(valuation("?as_of=" + FIRST.plusDays(60))
                            .get("state_hash")
                            .textValue());
        }
    }

    @Test
    void whatCannotBeSeenIsRefused() {
        try (WsClient client = connect()) {
            assertRefused(client, "\"as_of\":\"" + TODAY.plusDays(1) + '"', "IN_THE_FUTURE");
            assertRefused(
                    client,
                    "\"known_at\":\""
                            + Instant.now().plusSeconds(3600).truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + '"',
                    "IN_THE_FUTURE");
            assertRefused(client, "\"known_at\":\"2001-01-01T00:00:00Z\"", "NOT_FOUND");
            assertRefused(
                    client, "\"known_at\":\"2001-01-01T00:00:00Z\",\"speed\":1,\"along\":\"known_at\"", "NOT_FOUND");
            assertRefused(client, "\"as_of\":\"" + TODAY.plusDays(2) + "\",\"speed\":1", "IN_THE_FUTURE");
            client.send("{\"type\":\"subscribe\",\"portfolio_id\":\"NOBODYS\",\"as_of\":\"2026-01-01\"}");
            assertThat(client.next("error").get("code").textValue()).isEqualTo("NOT_FOUND");
            assertThat(metrics.replays()).hasValue(0);
            client.send(subscribe("\"as_of\":\"2026-01-01\",\"resume\":{\"epoch\":\"e\",\"seq\":1}"));
            assertThat(client.closeCode()).isEqualTo(4400);
        }
    }

    private static void assertRefused(WsClient client, String fields, String code) {
        client.send(subscribe(fields));
        JsonNode error = client.next("error");
        assertThat(error.get("code").textValue()).isEqualTo(code);
        assertThat(error.get("portfolio_id").textValue()).isEqualTo("PAST");
    }

    @Test
    void aReplayIsCancelledByUnsubscribeAndByTheEndOfItsConnection() {
        try (WsClient client = connect()) {
            client.send(subscribe("\"speed\":1"));
            client.next("snapshot");
            assertThat(metrics.replays()).hasValue(1);
            client.send("{\"type\":\"unsubscribe\",\"portfolio_id\":\"PAST\"}");
            await().atMost(Scene.PATIENCE)
                    .untilAsserted(() -> assertThat(metrics.replays()).hasValue(0));
            client.send(subscribe("\"speed\":1"));
            client.next("snapshot");
            client.vanish();
        }
    }
}
