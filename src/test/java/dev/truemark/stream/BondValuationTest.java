package dev.truemark.stream;

import static dev.truemark.stream.Scene.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One bond that is quoted clean and in percent is worth the same number wherever it is asked for. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(SocketTest.Quick.class)
class BondValuationTest {
    private static final String DAY = "2026-03-15";
    /** 10 000 · 0.5 · (99 + 2·59/181)/100: 59 days since 15 January, of 181 to 15 July; half of the face is outstanding. */
    private static final String VALUE = "4982.5966850828729282";

    @TestHTTPResource("/api/v1/ws")
    URI http;

    private Scene scene;
    private String bond;

    @BeforeEach
    void aBondInAPortfolio() {
        scene = new Scene().portfolio("BOND");
        bond = scene.security("BUND");
        tell("market-prices", """
                {"market_prices":[{"security_id":"%s","price_date":"%s","price":"99","currency":"EUR"}]}""".formatted(bond, DAY));
        scene.book(
                "BOND",
                1,
                List.of(
                        transaction(
                                "BOND",
                                "B1",
                                "BUY",
                                "\"security_id\":\"" + bond
                                        + "\",\"quantity\":\"10000\",\"price\":\"98\",\"price_unit\":\"PERCENT\",\"trade_currency\":\"EUR\"")));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private void terms() {
        tell("instruments", """
                {"instruments":[{"securityId":"%s","name":"Four per cent","instrumentCurrency":"EUR","bond":{
                "maturityDate":"2030-01-15","couponRate":"0.04","frequency":2,"dayCount":"ACT/ACT_ICMA",
                "yieldConvention":"US_STREET","priceType":"CLEAN","priceUnit":"PERCENT",
                "factors":[{"date":"2026-02-01","factor":"0.5"}]}}]}""".formatted(bond));
    }

    private void tell(String kind, String body) {
        scene.user()
                .request()
                .contentType("application/json")
                .header("Prefer", "wait=30")
                .body(body)
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
    }

    private JsonPath read(String path) {
        return JsonPath.from(text(path));
    }

    private String text(String path) {
        return scene.user()
                .request()
                .get("/api/v1/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void theSameValueByEveryWay() {
        terms();

        JsonPath valuation = read("portfolios/BOND/valuation?as_of=" + DAY);
        assertThat(valuation.getString("positions[0].market_value")).isEqualTo(VALUE);
        assertThat(valuation.getString("positions[0].cost_basis")).isEqualTo("9800");
        assertThat(valuation.getString("totals.positions_value")).isEqualTo(VALUE);
        assertThat(read("portfolios/BOND/valuations?from=" + DAY + "&to=" + DAY)
                        .getString("valuations[0].positions_value"))
                .isEqualTo(VALUE);
        JsonPath income = read("portfolios/BOND/fixed-income?as_of=" + DAY);
        assertThat(income.getString("bonds[0].market_value")).isEqualTo(VALUE);
        // 10 000 · 0.5 · 0.651933701657458564/100
        assertThat(income.getString("bonds[0].accrued_value")).isEqualTo("32.5966850828729282");
        assertThat(text("portfolios/BOND/explain?figure=market_value&security_id=" + bond + "&as_of=" + DAY))
                .contains(VALUE);
        String range = "?portfolio_id=BOND&from=" + DAY + "&to=" + DAY;
        assertThat(text("analytics/sql/fact_positions_daily" + range)).contains(VALUE);
        assertThat(text("analytics/sql/fact_portfolio_value_daily" + range)).contains(VALUE);
    }

    @Test
    void newTermsReachTheSocketAndTheStateIsProven() {
        try (WsClient client = WsClient.withToken(
                URI.create(http.toString().replaceFirst("^http", "ws") + "/portfolio/BOND"),
                scene.user().token())) {
            FoldedState state = new FoldedState().fold(client.next("snapshot"));
            // not yet known to be a bond
            assertThat(state.totals().get("positions_value").textValue()).isEqualTo("990000");

            terms();

            for (JsonNode frame = client.next(); ; frame = client.next()) {
                state.fold(frame);
                if (frame.get("type").textValue().equals("delta")) break;
            }
            assertThat(state.totals().get("positions_value").textValue()).isEqualTo(valueNow());
            JsonNode beat = client.next(frame -> {
                state.fold(frame);
                return frame.get("type").textValue().equals("heartbeat");
            });
            assertThat(beat.get("state_hash").textValue()).isEqualTo(state.hash());
            String basis = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(beat.get("basis").toString().getBytes(StandardCharsets.UTF_8));
            await().atMost(Scene.PATIENCE)
                    .untilAsserted(() -> scene.user()
                            .request()
                            .queryParam("basis", basis)
                            .get("/api/v1/portfolios/BOND/valuation")
                            .then()
                            .statusCode(200)
                            .body("totals.positions_value", equalTo(valueNow()))
                            .body("state_hash", equalTo(state.hash())));
            assertThat(read("portfolios/BOND/valuation").getString("state_hash"))
                    .isEqualTo(state.hash());
        }
    }

    /** Half of 10 000 of face, at 99 and what has accrued since the last 15 January or July. */
    private static String valueNow() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate last = LocalDate.of(today.getYear(), 7, 15);
        if (today.isBefore(last)) last = LocalDate.of(today.getYear(), 1, 15);
        if (today.isBefore(last)) last = LocalDate.of(today.getYear() - 1, 7, 15);
        BigDecimal accrued = BigDecimal.valueOf(2 * ChronoUnit.DAYS.between(last, today))
                .divide(
                        BigDecimal.valueOf(ChronoUnit.DAYS.between(last, last.plusMonths(6))),
                        18,
                        RoundingMode.HALF_EVEN);
        return accrued.add(BigDecimal.valueOf(99))
                .multiply(BigDecimal.valueOf(50))
                .stripTrailingZeros()
                .toPlainString();
    }
}
