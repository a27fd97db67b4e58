package dev.truemark.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Today's valuation comes from memory, names its basis, and is computed again from facts at that basis. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class LiveValuationTest {
    private static final String VALUATION = "/api/v1/portfolios/P/valuation";

    private final TestCaller caller = TestCaller.anybody();
    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final String home = "HOME-" + own;
    private final String abroad = "ABROAD-" + own;

    private void ingest(String kind, String list, String items) {
        caller.request()
                .header("Prefer", "wait=20")
                .body("{\"" + list + "\":[" + items + "]}")
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
    }

    private void price(String security, String time, String price, String currency) {
        ingest("market-prices", "market_prices", """
                {"security_id":"%s","price_time":"%s","price":"%s","currency":"%s","source":"test"}""".formatted(security, time, price, currency));
    }

    private void holdings() {
        caller.request()
                .body(Map.of("portfolio_id", "P", "base_currency", "USD"))
                .post("/api/v1/portfolios")
                .then()
                .statusCode(201);
        String buy = """
                {"transaction_id":"%s","portfolio_id":"P","security_id":"%s","transaction_date":"2025-07-20",
                 "transaction_type":"BUY","quantity":10,"price":100,"trade_currency":"%s","fx_rate":%s}""";
        ingest(
                "transactions",
                "transactions",
                buy.formatted("1", home, "USD", "null") + "," + buy.formatted("2", abroad, "XTS", "1.1"));
    }

    private JsonObject awaitTotal(String total) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> new JsonObject(caller.request().get(VALUATION).asString()),
                        answer -> total.equals(answer.getJsonObject("totals").getString("total_value")));
    }

    private JsonObject again(JsonObject basis) {
        String text = Base64.getUrlEncoder().encodeToString(basis.encode().getBytes(StandardCharsets.UTF_8));
        Response answer = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> caller.request().get(VALUATION + "?basis=" + text), found -> found.statusCode() == 200);
        return new JsonObject(answer.asString());
    }

    @Test
    void aStateIsComputedAgainAtItsBasisWhateverCameSince() {
        holdings();
        price(home, "2025-08-01T10:00:00Z", "110", "USD");
        price(abroad, "2025-08-01T10:00:00Z", "120", "XTS");
        ingest("fx-rates", "fx_rates", """
                {"from_currency":"USD","to_currency":"XTS","rate_time":"2025-08-01T10:00:00Z","rate":"0.8","source":"test"}""");
        JsonObject before = awaitTotal("2600"); // 10 · 110 + 10 · 120 / 0.8
        assertThat(before.getJsonObject("basis").getJsonObject("market_offsets").isEmpty())
                .isFalse();

        price(home, "2025-08-01T09:00:00Z", "1", "USD");
        price(home, "2025-08-01T11:00:00Z", "111", "USD");
        ingest("transactions", "transactions", """
                {"transaction_id":"3","portfolio_id":"P","security_id":"%s","transaction_date":"2025-07-19",
                 "transaction_type":"BUY","quantity":1,"price":100,"trade_currency":"USD"}""".formatted(home));
        JsonObject after = awaitTotal("2721"); // 11 · 111 + 1500

        JsonObject cold = again(before.getJsonObject("basis"));
        assertThat(cold.getString("state_hash")).isEqualTo(before.getString("state_hash"));
        assertThat(cold.getString("books_hash")).isEqualTo(before.getString("books_hash"));
        assertThat(again(after.getJsonObject("basis")).getString("state_hash"))
                .isEqualTo(after.getString("state_hash"))
                .isNotEqualTo(before.getString("state_hash"));
    }

    /** Today too: what is asked as known at an instant is valued at that instant, whatever comes after it. */
    @Test
    void anAnswerAsKnownAtAnInstantOfTodayStaysWhatItWas() {
        holdings();
        price(home, "2025-08-01T10:00:00Z", "110", "USD");
        String known = new JsonObject(caller.request().get(VALUATION).asString()).getString("known_at");
        List<String> questions = List.of(
                VALUATION + "?known_at=" + known,
                "/api/v1/portfolios/P?known_at=" + known,
                "/api/v1/portfolios/P/valuations?from=2025-08-01&limit=1000&known_at=" + known);
        List<Response> before =
                questions.stream().map(each -> caller.request().get(each)).toList();
        assertThat(before.getFirst().jsonPath().getString("basis.evaluated_at")).isEqualTo(known);

        price(home, "2025-08-01T11:00:00Z", "111", "USD");
        ingest("transactions", "transactions", """
                {"transaction_id":"3","portfolio_id":"P","security_id":"%s","transaction_date":"2025-07-19",
                 "transaction_type":"BUY","quantity":1,"price":100,"trade_currency":"USD"}""".formatted(home));

        for (int i = 0; i < questions.size(); i++) {
            Response after = caller.request().get(questions.get(i));
            assertThat(after.asString()).isEqualTo(before.get(i).asString());
            assertThat(after.header("ETag")).isEqualTo(before.get(i).header("ETag"));
        }
    }

    @Test
    void cashOfTomorrowDoesNotCountToday() {
        holdings();
        String deposit = """
                {"transaction_id":"%s","portfolio_id":"P","transaction_date":"%s","transaction_type":"DEPOSIT",
                 "gross_transaction_amount":"%s","trade_currency":"USD"}""";
        ingest(
                "transactions",
                "transactions",
                deposit.formatted("d1", LocalDate.now(ZoneOffset.UTC), "5000") + ","
                        + deposit.formatted("d2", LocalDate.now(ZoneOffset.UTC).plusDays(1), "700"));

        for (String question : List.of("/api/v1/portfolios/P/cash", VALUATION)) {
            assertThat(caller.request().get(question).asString())
                    .contains("\"4000\"") // 5000 − 10 · 100
                    .doesNotContain("\"4700\"");
        }
    }

    @Test
    void aBasisThatNeverWasIsRefused() {
        holdings();
        JsonObject basis = new JsonObject(caller.request().get(VALUATION).asString()).getJsonObject("basis");

        refused(basis.copy().put("portfolio_version", 99), 404);
        basis.getJsonObject("market_offsets").put("market_prices/0", 1_000_000_000L);
        refused(basis, 503);
    }

    private void refused(JsonObject basis, int status) {
        String text = Base64.getUrlEncoder().encodeToString(basis.encode().getBytes(StandardCharsets.UTF_8));
        caller.request()
                .get(VALUATION + "?basis=" + text)
                .then()
                .statusCode(status)
                .body("status", equalTo(status));
        caller.request()
                .get(VALUATION + "?as_of=2025-08-01&basis=" + text)
                .then()
                .statusCode(400);
    }
}
