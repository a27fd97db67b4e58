package dev.truemark.stream;

import static dev.truemark.stream.Scene.trade;
import static dev.truemark.stream.Scene.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From facts to frames, on real servers: REST and a plain Kafka client in, a socket out. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(SocketTest.Quick.class)
class LiveStreamTest {
    @TestHTTPResource("/api/v1/ws")
    URI http;

    @Inject
    StreamMetrics metrics;

    private Scene scene;
    private String apple;
    private String siemens;

    @BeforeEach
    void aPortfolioOfTwoCurrencies() {
        scene = new Scene().portfolio("LIVE");
        apple = scene.security("AAPL");
        siemens = scene.security("SIE");
        scene.rate("NOK", "0.9");
        scene.price(apple, "150", "NOK");
        scene.price(siemens, "200", "EUR");
        scene.book(
                "LIVE",
                2,
                List.of(
                        transaction(
                                "LIVE",
                                "T1",
                                "DEPOSIT",
                                "\"gross_transaction_amount\":\"20000\",\"trade_currency\":\"EUR\""),
                        transaction("LIVE", "T2", "BUY", "\"fx_rate\":\"0.8\"," + trade(apple, "100", "150", "NOK")),
                        transaction("LIVE", "T3", "BUY", trade(siemens, "10", "190", "EUR"))));
    }

    @AfterEach
    void close() {
        scene.close();
        await().atMost(Scene.PATIENCE)
                .untilAsserted(() -> assertThat(metrics.connections()).hasValue(0));
    }

    private WsClient connect(String path) {
        return WsClient.withToken(
                URI.create(http.toString().replaceFirst("^http", "ws") + path),
                scene.user().token());
    }

    private static String priceOf(JsonNode frame, String security) {
        for (JsonNode each : frame.get("positions")) {
            if (each.get("security_id").textValue().equals(security))
                return each.get("price").asText();
        }
        return "";
    }

    private static boolean isDelta(JsonNode frame) {
        return frame.get("type").textValue().equals("delta");
    }

    /** Folds until a delta satisfies {@code wanted}. */
    private static JsonNode foldUntil(
            WsClient client, FoldedState state, java.util.function.Predicate<JsonNode> wanted) {
        for (JsonNode frame = client.next(); ; frame = client.next()) {
            state.fold(frame);
            if (isDelta(frame) && wanted.test(frame)) return frame;
        }
    }

    /** Folds until a heartbeat of the state that is held, and compares it with a cold recomputation. */
    private void assertProven(WsClient client, FoldedState state) {
        JsonNode beat = client.next(frame -> {
            state.fold(frame);
            return frame.get("type").textValue().equals("heartbeat");
        });
        assertThat(beat.get("seq").longValue()).isEqualTo(state.seq());
        assertThat(beat.get("state_hash").textValue()).isEqualTo(state.hash());
        String basis = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(beat.get("basis").toString().getBytes(StandardCharsets.UTF_8));
        await().atMost(Scene.PATIENCE)
                .untilAsserted(() -> scene.user()
                        .request()
                        .queryParam("basis", basis)
                        .get("/api/v1/portfolios/LIVE/valuation")
                        .then()
                        .statusCode(200)
                        .body("state_hash", equalTo(state.hash())));
    }

    @Test
    void ticksRatesAndTradesReachTheSocketAndEveryStateIsProven() {
        try (WsClient client = connect("/portfolio/LIVE")) {
            FoldedState state = new FoldedState().fold(client.next("snapshot"));
            assertThat(state.holdings()).as("two positions and two balances").isEqualTo(4);
            assertProven(client, state);

            scene.price(apple, "151", "NOK");
            JsonNode tick =
                    foldUntil(client, state, frame -> priceOf(frame, apple).equals("151"));
            assertThat(tick.get("cause").get("type").textValue()).isEqualTo("PRICE");
            assertThat(tick.get("cause").get("ids").get(0).textValue()).isEqualTo(apple);
            assertThat(tick.get("positions")).hasSize(1);
            // 100·151·0.9 + 10·200 = 15590
            assertThat(state.totals().get("positions_value").textValue()).isEqualTo("15590");
            assertProven(client, state);

            scene.rate("NOK", "0.95");
            JsonNode fx = foldUntil(
                    client,
                    state,
                    frame -> frame.get("cause").get("type").textValue().equals("FX"));
            assertThat(fx.get("cash")).as("the crowns that were spent").hasSize(1);
            // 100·151·0.95 + 2000 = 16345
            assertThat(state.totals().get("positions_value").textValue()).isEqualTo("16345");
            assertProven(client, state);

            scene.book("LIVE", 1, List.of(transaction("LIVE", "T4", "SELL", trade(siemens, "10", "195", "EUR"))));
            JsonNode sale = foldUntil(
                    client,
                    state,
                    frame -> frame.get("cause").get("type").textValue().equals("TRANSACTION"));
            assertThat(sale.get("cause").get("ids").toString()).isEqualTo("[\"T4\"]");
            assertThat(sale.get("positions").get(0).get("quantity").textValue()).isEqualTo("0");
            assertThat(state.holdings()).isEqualTo(3);
            assertThat(state.totals().get("positions_value").textValue()).isEqualTo("14345");
            assertProven(client, state);
        }
    }

    @Test
    void aTransactionBeforeOthersSaysThatThePastIsAnother() {
        try (WsClient client = connect("/portfolio/LIVE")) {
            JsonNode before = client.next("snapshot");
            String late = transaction(
                            "LIVE", "T0", "DEPOSIT", "\"gross_transaction_amount\":\"5\",\"trade_currency\":\"EUR\"")
                    .replace("2026-01-06", "2026-01-03");
            scene.book("LIVE", 2, List.of(late));
            JsonNode restated = client.next("restated");
            assertThat(restated.get("from_date").textValue()).isEqualTo("2026-01-03");
            assertThat(restated.get("epoch")).isNotEqualTo(before.get("epoch"));
            JsonNode after = client.next();
            assertThat(after.get("type").textValue()).isEqualTo("snapshot");
            assertThat(after.get("epoch")).isEqualTo(restated.get("epoch"));
            assertProven(client, new FoldedState().fold(after));
        }
    }

    @Test
    void aTickOfWhatNobodyWatchesCostsNothing() {
        try (WsClient client = connect("")) {
            client.subscribe("LIVE");
            client.next("heartbeat");
            long before = metrics.frames().sum();
            scene.price(scene.security("NOBODYS"), "1", "EUR");
            scene.price(siemens, "201", "EUR");
            JsonNode delta = client.next(frame -> isDelta(frame));
            assertThat(delta.get("positions")).hasSize(1);
            assertThat(priceOf(delta, siemens)).isEqualTo("201");
            assertThat(metrics.frames().sum()).isGreaterThan(before);
        }
    }

    @Test
    void somebodyElsesPortfolioDoesNotExist() {
        TestUser other = TestUser.create();
        URI one = URI.create(http.toString().replaceFirst("^http", "ws") + "/portfolio/LIVE");
        try (WsClient client = WsClient.withToken(one, other.token())) {
            assertThat(client.next("error").get("code").textValue()).isEqualTo("NOT_FOUND");
            assertThat(client.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void quotesComeWithoutAPortfolio() {
        try (WsClient client = connect("")) {
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"" + apple + "\"]}");
            assertThat(client.next("quote").get("price").textValue()).isEqualTo("150");
            scene.price(apple, "152.50", "NOK");
            assertThat(client.next("quote").get("price").textValue()).isEqualTo("152.5");
        }
    }

    @Test
    void theSnapshotIsTheValuation() {
        try (WsClient client = connect("/portfolio/LIVE")) {
            JsonNode valuation = client.next("snapshot").get("valuation");
            scene.user()
                    .request()
                    .get("/api/v1/portfolios/LIVE/valuation")
                    .then()
                    .statusCode(200)
                    .body("state_hash", equalTo(valuation.get("state_hash").textValue()))
                    .body("books_hash", equalTo(valuation.get("books_hash").textValue()))
                    .body("keySet().size()", equalTo(valuation.size()));
        }
    }
}
