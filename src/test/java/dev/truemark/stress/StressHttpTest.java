package dev.truemark.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios and the past of present holdings over HTTP. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class StressHttpTest {
    /** A Friday. */
    private static final LocalDate DAY = LocalDate.of(2025, 3, 14);

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String portfolio = "STRESS" + run;
    private Investor investor;

    @BeforeEach
    void register() {
        investor = Investor.registered();
        investor.open(portfolio, Map.of("base_currency", "USD", "cash_tracking", "TRACKED"));
    }

    private Map<String, Object> transaction(String id, String type, String date) {
        return new HashMap<>(Map.of(
                "transaction_id", id + run,
                "portfolio_id", portfolio,
                "transaction_type", type,
                "transaction_date", date,
                "currency", "USD"));
    }

    private Map<String, Object> buy(String security, int quantity, String price) {
        Map<String, Object> buy = transaction(security, "BUY", "2025-03-03");
        buy.putAll(Map.of("security_id", security + run, "quantity", quantity, "price", price));
        return buy;
    }

    private Map<String, Object> deposit(String amount) {
        Map<String, Object> deposit = transaction("D", "DEPOSIT", "2025-03-03");
        deposit.put("gross_transaction_amount", amount);
        return deposit;
    }

    private Map<String, Object> price(String security, LocalDate date, String price) {
        return Map.of("security_id", security + run, "price_date", date.toString(), "price", price, "currency", "USD");
    }

    private ValidatableResponse stress(String body) {
        return investor.request()
                .contentType(ContentType.JSON)
                .queryParam("as_of", DAY.toString())
                .body(body.replace('\'', '"').replace("#", run))
                .post("/api/v1/portfolios/" + portfolio + "/stress")
                .then();
    }

    /** 10 equities of 100 fall by a fifth; a bond of 1000 with duration D and convexity C moves by −D/100 + C/20000. */
    @Test
    void equitiesAndBondsUnderShocks() {
        investor.ingest(
                "instruments",
                List.of(
                        Map.of("security_id", "E" + run, "asset_class", "EQUITY"),
                        Map.of(
                                "security_id",
                                "B" + run,
                                "instrument_currency",
                                "USD",
                                "bond",
                                Map.of(
                                        "maturity_date", "2030-03-15",
                                        "coupon_rate", "0.04",
                                        "frequency", 2,
                                        "day_count", "ACT/ACT_ICMA",
                                        "yield_convention", "US_STREET",
                                        "price_type", "DIRTY",
                                        "price_unit", "UNIT"))));
        investor.ingest("market-prices", List.of(price("E", DAY, "100"), price("B", DAY, "1")));
        investor.ingest("transactions", List.of(deposit("3000"), buy("E", 10, "100"), buy("B", 1000, "1")));
        JsonPath bond = investor.get("/portfolios/" + portfolio + "/fixed-income", "as_of", DAY.toString());
        double duration = bond.getDouble("bonds[0].modified_duration");
        double convexity = bond.getDouble("bonds[0].convexity");

        JsonPath found = stress(
                        "{'scenarios':[{'name':'crash','prices':[{'by':'asset_class','name':'EQUITY','shock':'-0.2'}],'rates':[{'shift':0.01}]},"
                                + "{'name':'euro','currencies':[{'currency':'EUR','shock':-0.1}]}]}")
                .statusCode(200)
                .body("scenarios[0].before", equalTo("3000"))
                .body("scenarios[0].price_effect", equalTo("-200"))
                .body("scenarios[1].change", equalTo("0"))
                .extract()
                .jsonPath();
        double rate = found.getDouble("scenarios[0].rate_effect");
        assertThat(rate).isCloseTo(1000 * (-duration * 0.01 + convexity * 0.0001 / 2), within(1e-9));
        assertThat(duration).isBetween(4.0, 5.0);
        assertThat(found.getDouble("scenarios[0].change_relative")).isCloseTo((rate - 200) / 3000, within(1e-12));

        investor.ingest("transactions", List.of(buy("X", 1, "1")));
        stress("{'scenarios':[{'name':'crash','prices':[{'shock':-1}]}]}")
                .statusCode(200)
                .body("scenarios[0].after", nullValue())
                .body("scenarios[0].reasons.change", equalTo("VALUE_UNKNOWN"));
        stress("{'scenarios':[{'name':'dollar','currencies':[{'currency':'USD','shock':-0.1}]}]}")
                .statusCode(422)
                .body("errors[0].code", equalTo("BASE_CURRENCY"));
    }

    private JsonPath past(Object... parameters) {
        List<Object> all = new ArrayList<>(List.of("as_of", DAY.toString(), "days", "20"));
        all.addAll(List.of(parameters));
        return investor.get("/portfolios/" + portfolio + "/risk/holdings", all.toArray());
    }

    /** 21 evenings to DAY: half of the total stands still at 100 but for a fall of 10 % after the tenth; bought much later. */
    @Test
    void thePastOfWhatIsHeldNow() {
        List<LocalDate> evenings = DAY.minusDays(40)
                .datesUntil(DAY.plusDays(1))
                .filter(each -> each.getDayOfWeek() != DayOfWeek.SATURDAY && each.getDayOfWeek() != DayOfWeek.SUNDAY)
                .toList();
        evenings = evenings.subList(evenings.size() - 21, evenings.size());
        List<Map<String, Object>> prices = new ArrayList<>();
        for (int t = 0; t < 21; t++) {
            if (t != 0) prices.add(price("A", evenings.get(t), t < 10 ? "100" : "90"));
        }
        investor.ingest("market-prices", prices);
        investor.ingest("transactions", List.of(deposit("1800"), buy("A", 10, "90")));

        JsonPath missing = past();
        assertThat(missing.getString("reasons.'var.historical'")).isEqualTo("VALUE_UNKNOWN");
        assertThat(missing.getString("var.historical")).isNull();
        assertThat(missing.getString("missing[0].date"))
                .isEqualTo(evenings.getFirst().toString());

        investor.ingest("market-prices", List.of(price("A", evenings.getFirst(), "100")));
        JsonPath found = past();
        assertThat(found.getString("total_value")).isEqualTo("1800");
        assertThat(found.getInt("observations")).isEqualTo(20);
        assertThat(found.getDouble("expected_shortfall.historical")).isCloseTo(0.05, within(1e-12));
        assertThat(found.getString("worst_day.date")).isEqualTo(evenings.get(10).toString());
        assertThat(past("horizon", "4").getDouble("expected_shortfall.historical"))
                .isCloseTo(0.1, within(1e-12));

        // told two for one, a price of half is no loss
        Map<String, Object> split = transaction("S", "SPLIT", evenings.get(20).toString());
        split.putAll(Map.of("security_id", "A" + run, "ratio", "2"));
        investor.ingest("market-prices", List.of(price("A", evenings.get(20), "45")));
        JsonPath jump = past();
        assertThat(jump.getString("reasons.'var.historical'")).isEqualTo("PRICE_JUMP");
        assertThat(jump.getString("jumps[0].factor")).isEqualTo("0.5");
        investor.ingest("transactions", List.of(split));
        JsonPath adjusted = past();
        assertThat(adjusted.getDouble("expected_shortfall.historical")).isCloseTo(0.05, within(1e-12));
        assertThat(adjusted.getList("jumps")).isEmpty();
    }

    @ParameterizedTest(name = "?{0}={1} is refused")
    @CsvSource({"days, 19", "days, x", "confidence, 0.4", "horizon, 0", "accept_jumps, perhaps"})
    void refusesAQuestionAboutThePast(String parameter, String value) {
        investor.request()
                .queryParam(parameter, value)
                .get("/api/v1/portfolios/" + portfolio + "/risk/holdings")
                .then()
                .statusCode(400)
                .body("code", equalTo("BAD_REQUEST"));
    }

    @ParameterizedTest(name = "{0} is refused: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                                       | scenarios                            | REQUIRED
        {'scenarios':[]}                                                                         | scenarios                            | REQUIRED
        {'scenarios':[{'prices':[{'shock':0}]}]}                                                 | scenarios[0].name                    | REQUIRED
        {'scenarios':[{'name':'a'}]}                                                             | scenarios[0].prices                  | REQUIRED
        {'scenarios':[{'name':'a','prices':[]},{'name':'a','prices':[]}]}                        | scenarios[1].name                    | DUPLICATE
        {'scenarios':[{'name':'a','prices':[{'shock':-1.1}]}]}                                   | scenarios[0].prices[0].shock         | OUT_OF_RANGE
        {'scenarios':[{'name':'a','prices':[{'by':'sector','shock':-0.1}]}]}                     | scenarios[0].prices[0].by            | NOT_ALONE
        {'scenarios':[{'name':'a','prices':[{'by':'colour','name':'red','shock':-0.1}]}]}        | scenarios[0].prices[0].by            | UNKNOWN
        {'scenarios':[{'name':'a','rates':[{'shift':0.2}]}]}                                     | scenarios[0].rates[0].shift          | OUT_OF_RANGE
        {'scenarios':[{'name':'a','currencies':[{'shock':0.2}]}]}                                | scenarios[0].currencies[0].currency  | REQUIRED
        {'scenarios':[{'name':'a','prices':[],'colour':1}]}                                      | scenarios[0].colour                  | UNKNOWN_FIELD
        """)
    void refusesScenarios(String body, String field, String code) {
        stress(body).statusCode(422).body("errors.collect { it.field + ' ' + it.code }", hasItem(field + " " + code));
    }
}
