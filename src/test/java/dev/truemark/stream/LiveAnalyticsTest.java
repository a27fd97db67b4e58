package dev.truemark.stream;

import static dev.truemark.stream.Scene.trade;
import static dev.truemark.stream.Scene.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The day in the stream is the day over REST, now and computed again from the facts, whatever happens to it. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(SocketTest.Quick.class)
class LiveAnalyticsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NANOS = Scene.PATIENCE.toNanos();

    @TestHTTPResource("/api/v1/ws")
    URI http;

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final LocalDate yesterday = today.minusDays(1);
    private Scene scene;
    private String crowns;
    private String euros;

    /** 100 units of 150 crowns and 10 of 200 euros yesterday evening, a crown at 0.9. */
    @BeforeEach
    void aPortfolioOfTwoCurrencies() {
        scene = new Scene().portfolio("DAY");
        crowns = scene.security("CROWNS");
        euros = scene.security("EUROS");
        fact("fx-rates", """
                {"from_currency":"SEK","to_currency":"EUR","rate_time":"%sT11:00:00Z","rate":"0.9"}""".formatted(yesterday));
        close(crowns, "150", "SEK");
        close(euros, "200", "EUR");
        scene.book(
                "DAY",
                2,
                List.of(
                        on(yesterday, transaction("DAY", "T1", "DEPOSIT", amount("20000"))),
                        on(
                                yesterday,
                                transaction(
                                        "DAY",
                                        "T2",
                                        "BUY",
                                        "\"fx_rate\":\"0.8\"," + trade(crowns, "100", "150", "SEK"))),
                        on(yesterday, transaction("DAY", "T3", "BUY", trade(euros, "10", "190", "EUR")))));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static String on(LocalDate date, String transaction) {
        return transaction.replace("2026-01-06", date.toString());
    }

    private static String amount(String euros) {
        return "\"gross_transaction_amount\":\"" + euros + "\",\"trade_currency\":\"EUR\"";
    }

    /** A price of yesterday at noon. */
    private void close(String security, String price, String currency) {
        fact("market-prices", """
                {"security_id":"%s","price_time":"%sT12:00:00Z","price":"%s","currency":"%s"}""".formatted(security, yesterday, price, currency));
    }

    private void fact(String kind, String item) {
        request()
                .header("Prefer", "wait=30")
                .contentType("application/json")
                .body("{\"" + kind.replace('-', '_') + "\":[" + item + "]}")
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
    }

    private RequestSpecification request() {
        return scene.user().request();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException bad) {
            throw new AssertionError(bad);
        }
    }

    /** The first day that is told and looks so. */
    private static JsonNode until(WsClient client, Predicate<JsonNode> wanted) {
        long start = System.nanoTime();
        JsonNode last = null;
        while (System.nanoTime() - start < PATIENCE_NANOS) {
            JsonNode frame = client.next();
            if (!frame.get("type").textValue().equals("analytics")) continue;
            last = frame.get("day");
            if (wanted.test(last)) return last;
        }
        throw new AssertionError("no such day; the last one: " + last);
    }

    private static boolean has(JsonNode day, String profit, String expected) {
        return expected.equals(day.get("profit").get(profit).textValue());
    }

    /** REST answers the same of now, and the same of the basis of the frame, to the last byte. */
    private void assertProven(JsonNode day) {
        String basis = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(day.get("basis").toString().getBytes(StandardCharsets.UTF_8));
        await().atMost(Scene.PATIENCE)
                .untilAsserted(() -> assertThat(read(request()
                                .queryParam("basis", basis)
                                .queryParam("known_at", day.get("known_at").textValue())
                                .get("/api/v1/portfolios/DAY/day")
                                .asString()))
                        .isEqualTo(day));
        await().atMost(Scene.PATIENCE)
                .untilAsserted(() -> assertThat(figures(
                                read(request().get("/api/v1/portfolios/DAY/day").asString())))
                        .isEqualTo(figures(day)));
    }

    private static JsonNode figures(JsonNode day) {
        return ((ObjectNode) day.deepCopy()).without(List.of("known_at", "basis"));
    }

    @Test
    void everyDayThatIsToldIsWhatRestAnswers() {
        try (WsClient client = WsClient.withToken(
                URI.create(http.toString().replaceFirst("^http", "ws")),
                scene.user().token())) {
            client.send("{\"type\":\"subscribe\",\"portfolio_id\":\"DAY\",\"analytics\":true}");
            JsonNode quiet = until(client, day -> has(day, "total", "0"));
            assertThat(quiet.get("as_of").textValue()).isEqualTo(today.toString());
            assertProven(quiet);

            scene.price(crowns, "151", "SEK");
            JsonNode tick = until(client, day -> has(day, "price", "90"));
            assertThat(tick.get("profit").get("total").textValue()).isEqualTo("90");
            assertProven(tick);

            // 15000 crowns of cash are overdrawn and 15000 were held: of the rate nothing is left but the gain of 100
            scene.rate("SEK", "0.95");
            JsonNode fx = until(client, day -> has(day, "price", "95"));
            assertThat(fx.get("profit").get("currency").textValue()).isEqualTo("0");
            assertProven(fx);

            scene.book(
                    "DAY",
                    1,
                    List.of(on(
                            today,
                            transaction("DAY", "T4", "SELL", "\"fees\":\"3\"," + trade(euros, "10", "205", "EUR")))));
            JsonNode sale = until(client, day -> has(day, "fees", "-3"));
            assertThat(sale.get("profit").get("price").textValue()).isEqualTo("145");
            assertProven(sale);

            scene.book(
                    "DAY",
                    1,
                    List.of(on(
                            today,
                            transaction(
                                    "DAY",
                                    "T4",
                                    "SELL",
                                    "\"revision\":2,\"fees\":\"4\"," + trade(euros, "10", "206", "EUR")))));
            JsonNode corrected = until(client, day -> has(day, "fees", "-4"));
            assertThat(corrected.get("profit").get("price").textValue()).isEqualTo("155");
            assertProven(corrected);

            // known late: yesterday evening it was 202, so that selling gained 4 a unit
            fact("market-prices", """
                    {"security_id":"%s","price_time":"%sT13:00:00Z","price":"202","currency":"EUR"}""".formatted(euros, yesterday));
            JsonNode late = until(client, day -> has(day, "price", "135"));
            assertProven(late);

            scene.book("DAY", 1, List.of(on(yesterday, transaction("DAY", "T0", "DEPOSIT", amount("5")))));
            JsonNode restated = until(
                    client,
                    day -> !day.get("opening_value").equals(late.get("opening_value")) && has(day, "price", "135"));
            assertProven(restated);
        }
    }
}
