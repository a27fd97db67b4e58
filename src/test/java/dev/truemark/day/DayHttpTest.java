package dev.truemark.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The day of a portfolio over HTTP: worked out by hand, equal to what the other reads say of the day, and computed again. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class DayHttpTest {
    private static final String DAY = "/portfolios/P/day";
    private static final String MONDAY = "2025-03-03";
    private static final String TUESDAY = "2025-03-04";
    private static final String WEDNESDAY = "2025-03-05";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private Investor investor;

    @BeforeEach
    void register() {
        investor = Investor.registered();
    }

    private Map<String, Object> told(String id, String type, String date, String security) {
        Map<String, Object> one = new HashMap<>();
        one.put("transaction_id", id);
        one.put("portfolio_id", "P");
        one.put("transaction_type", type);
        one.put("transaction_date", date);
        one.put("currency", "USD");
        if (security != null) one.put("security_id", security + run);
        return one;
    }

    private Map<String, Object> amount(String id, String type, String date, String security, String gross) {
        Map<String, Object> one = told(id, type, date, security);
        one.put("gross_transaction_amount", gross);
        return one;
    }

    private Map<String, Object> trade(String id, String type, String date, int quantity, String price) {
        Map<String, Object> one = told(id, type, date, "AAA");
        one.put("quantity", quantity);
        one.put("price", price);
        one.put("fees", "2");
        return one;
    }

    private void price(String date, String price) {
        investor.ingest(
                "market-prices",
                List.of(Map.of("security_id", "AAA" + run, "price_date", date, "price", price, "currency", "USD")));
    }

    /** Ten units at 50, then on Wednesday five more at 52 and a dividend of 7; closes of 50, 51 and 53. */
    private void threeDays() {
        investor.ingest(
                "instruments",
                List.of(Map.of("security_id", "AAA" + run, "asset_class", "EQUITY", "instrument_currency", "USD")));
        investor.open("P", Map.of("base_currency", "USD"));
        investor.ingest(
                "transactions",
                List.of(
                        amount("D", "DEPOSIT", MONDAY, null, "1002"),
                        trade("B1", "BUY", MONDAY, 10, "50"),
                        trade("B2", "BUY", WEDNESDAY, 5, "52"),
                        amount("I", "DIVIDEND", WEDNESDAY, "AAA", "7"),
                        amount("W", "WITHDRAWAL", WEDNESDAY, null, "100")));
        price(MONDAY, "50");
        price(TUESDAY, "51");
        price(WEDNESDAY, "53");
    }

    private static String basis(JsonPath answer) {
        String json = new JsonObject(answer.<Map<String, Object>>get("basis")).encode();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Tuesday evening 510 and 500 of cash, Wednesday 795 and 145, and 100 went out; ten units gained 2, five gained 1. */
    @Test
    void aPastDayIsWhatTheOtherReadsSayOfIt() {
        threeDays();

        JsonPath day = investor.get(DAY, "as_of", WEDNESDAY);
        assertThat(day.getString("opening_date")).isEqualTo(TUESDAY);
        assertThat(day.getString("opening_value")).isEqualTo("1010");
        assertThat(day.getString("value")).isEqualTo("940");
        assertThat(day.getString("flow")).isEqualTo("-100");
        assertThat(day.<Map<String, String>>get("profit"))
                .isEqualTo(Map.of(
                        "total",
                        "30",
                        "price",
                        "25",
                        "currency",
                        "0",
                        "income",
                        "7",
                        "fees",
                        "-2",
                        "taxes",
                        "0",
                        "other",
                        "0"));

        JsonPath performance = investor.get("/portfolios/P/performance", "as_of", WEDNESDAY);
        assertThat(day.getString("return")).isEqualTo(performance.getString("daily[-1].return"));
        assertThat(day.getString("flow")).isEqualTo(performance.getString("daily[-1].flow"));
        JsonPath contribution = investor.get(
                "/portfolios/P/performance/contribution", "as_of", WEDNESDAY, "from", WEDNESDAY, "to", WEDNESDAY);
        assertThat(day.<List<String>>get("parts.contribution")).isEqualTo(contribution.get("segments.contribution"));
        assertThat(day.getString("contributed")).isEqualTo(contribution.getString("linked_return"));
        JsonPath allocation = investor.get("/portfolios/P/allocation", "as_of", WEDNESDAY);
        assertThat(day.<List<?>>get("allocation.allocations")).isEqualTo(allocation.get("allocations"));
        assertThat(day.getString("drawdown")).isEqualTo("0");
    }

    @Test
    void aDayBeforeWhichNothingWasBeginsWithNothing() {
        threeDays();

        JsonPath day = investor.get(DAY, "as_of", MONDAY);
        assertThat(day.getString("opening_value")).isEqualTo("0");
        assertThat(day.getString("flow")).isEqualTo("1002");
        assertThat(day.getString("profit.total")).isEqualTo("-2");
        assertThat(Double.parseDouble(day.getString("drawdown"))).isEqualTo(-2.0 / 1002);
    }

    @Test
    void whatWasKnownThenIsAnsweredForEver() {
        threeDays();
        String known = investor.get(DAY, "as_of", WEDNESDAY).getString("known_at");

        price(TUESDAY, "52");

        assertThat(investor.get(DAY, "as_of", WEDNESDAY).getString("profit.total"))
                .isEqualTo("20");
        assertThat(investor.get(DAY, "as_of", WEDNESDAY, "known_at", known).getString("profit.total"))
                .isEqualTo("30");
    }

    /** Fifteen units since 53, five sold at 54 today, now 55. */
    @Test
    void todayIsOfThisInstantAndComputedAgainByItsBasis() {
        threeDays();
        price(today.minusDays(1).toString(), "53");
        investor.ingest("transactions", List.of(trade("S", "SELL", today.toString(), 5, "54")));
        investor.ingest(
                "market-prices",
                List.of(Map.of(
                        "security_id",
                        "AAA" + run,
                        "price_time",
                        today + "T00:00:00Z",
                        "price",
                        "55",
                        "currency",
                        "USD")));

        JsonPath day = investor.get(DAY);
        assertThat(day.getString("as_of")).isEqualTo(today.toString());
        assertThat(day.getString("profit.total")).isEqualTo("23");
        assertThat(day.getString("profit.price")).isEqualTo("25");
        assertThat(day.getString("profit.fees")).isEqualTo("-2");
        assertThat(day.getString("value"))
                .isEqualTo(investor.get("/portfolios/P/valuation").getString("totals.total_value"));

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(investor.get(DAY, "basis", basis(day), "known_at", day.getString("known_at"))
                                        .<Map<String, Object>>get())
                                .isEqualTo(day.<Map<String, Object>>get()));
    }

    @Test
    void whatIsMissingIsNullWithAReason() {
        investor.open("P", Map.of("base_currency", "USD"));
        investor.ingest("transactions", List.of(trade("B1", "BUY", MONDAY, 10, "50")));
        price(TUESDAY, "51");

        investor.request()
                .get("/api/v1" + DAY + "?as_of=" + TUESDAY)
                .then()
                .statusCode(200)
                .body("return", nullValue())
                .body("profit.total", nullValue())
                .body("reasons.return", equalTo("VALUE_UNKNOWN"))
                .body("reasons.opening_value", equalTo("VALUE_UNKNOWN"))
                .body("opening_quality.missing", hasItem("AAA" + run))
                .body("quality.status", equalTo("COMPLETE"));
    }

    @Test
    void badQuestionsAreRefused() {
        investor.open("P", Map.of("base_currency", "USD"));

        refused("/api/v1/portfolios/NONE/day", 404);
        refused("/api/v1" + DAY + "?as_of=tomorrow", 400);
        refused("/api/v1" + DAY + "?known_at=2999-01-01T00:00:00Z", 422);
        refused("/api/v1" + DAY + "?basis=e30", 400);
        refused("/api/v1" + DAY + "?known_at=2025-01-01T00:00:00Z&basis=e30", 400);
        JsonPath day = investor.get(DAY);
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "{\"portfolio_version\":7,\"market_offsets\":{},\"evaluated_at\":\"2026-01-01T00:00:00Z\"}"
                                .getBytes(StandardCharsets.UTF_8));
        refused("/api/v1" + DAY + "?known_at=" + day.getString("known_at") + "&basis=" + other, 422);
    }

    private void refused(String path, int status) {
        investor.request().urlEncodingEnabled(true).get(path).then().statusCode(status);
    }
}
