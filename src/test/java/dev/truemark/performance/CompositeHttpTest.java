package dev.truemark.performance;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Portfolios of two currencies as one, over HTTP. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class CompositeHttpTest {
    private static final String BASE = "MOP";
    private static final String FOREIGN = "BTN";
    private Investor investor;

    /** 1000 of the base on the 19th; 100 of the foreign on the 20th, which is worth 1.1, 1.2 and 1.25 from the 19th on. */
    @BeforeEach
    void two() {
        investor = Investor.registered();
        investor.open("P1", Map.of("base_currency", BASE));
        investor.open("P2", Map.of("base_currency", FOREIGN));
        investor.ingest(
                "transactions", List.of(deposit("P1", "19", "1000", BASE), deposit("P2", "20", "100", FOREIGN)));
        List<Map<String, String>> rates = new ArrayList<>();
        for (String each : List.of("19 1.1", "20 1.2", "21 1.25")) {
            String[] rate = each.split(" ");
            rates.add(Map.of(
                    "from_currency", FOREIGN, "to_currency", BASE, "rate_date", "2025-08-" + rate[0], "rate", rate[1]));
        }
        investor.ingest("fx-rates", rates);
    }

    private static Map<String, Object> deposit(String portfolio, String day, String amount, String currency) {
        return Map.of(
                "transaction_id",
                "IN",
                "portfolio_id",
                portfolio,
                "transaction_type",
                "DEPOSIT",
                "transaction_date",
                "2025-08-" + day,
                "gross_transaction_amount",
                amount,
                "currency",
                currency);
    }

    private ValidatableResponse get(String query) {
        return investor.request()
                .get("/api/v1/composite/performance?as_of=2025-08-21&" + query)
                .then();
    }

    /** The 20th begins with 1000 and 110 of the second, and ends with 1120; the 21st ends with 1125. */
    @Test
    void valuesAreConvertedAndReturnsAreThoseOfTheSums() {
        get("portfolio_id=P1,P2")
                .statusCode(200)
                .body("base_currency", equalTo(BASE))
                .body("start_date", equalTo("2025-08-18"))
                .body("daily.portfolios", contains(1, 2, 2))
                .body("daily[1].value", equalTo("1120"))
                .body("daily[1].return.toDouble()", closeTo(10.0 / 1110, 1e-15))
                .body("daily[2].return.toDouble()", closeTo(5.0 / 1120, 1e-15))
                .body("linked_return.toDouble()", closeTo(1120.0 / 1110 * 1125 / 1120 - 1, 1e-15))
                .body("portfolios.portfolio_id", contains("P1", "P2"))
                .body("portfolios[1].start_date", equalTo("2025-08-19"))
                .body("portfolios[1].linked_return.toDouble()", closeTo(125.0 / 110 - 1, 1e-15))
                .body("dispersion", nullValue())
                .body("reasons.dispersion", equalTo("TOO_FEW_RETURNS"));
    }

    /** In the foreign currency the first is worth 1000/1.1 before the 20th: there is no rate for the 18th, but nothing to convert. */
    @Test
    void theCurrencyMayBeAnyOfThem() {
        get("portfolio_id=P2,P1&from=2025-08-20")
                .statusCode(200)
                .body("base_currency", equalTo(FOREIGN))
                .body("daily[0].return.toDouble()", closeTo((1000 / 1.2 + 100) / (1000 / 1.1 + 100) - 1, 1e-12));
    }

    @Test
    void aRateThatIsMissingLeavesNoReturn() {
        get("portfolio_id=P1,P2&base_currency=ZMW")
                .statusCode(200)
                .body("linked_return", nullValue())
                .body("reasons.linked_return", equalTo("BROKEN_CHAIN"))
                .body("daily[1].reason", equalTo("VALUE_UNKNOWN"));
    }

    @Test
    void whatCannotBeAnsweredIsRefused() {
        get("").statusCode(400);
        get("portfolio_id=P1,P1").statusCode(422).body("errors[0].code", equalTo("DUPLICATE"));
        get("portfolio_id=P1&base_currency=dollar").statusCode(400);
        get("portfolio_id=P1,NOT-MINE").statusCode(404);
        investor.request()
                .get("/api/v1/composite/performance?portfolio_id=P1&nothing=1")
                .then()
                .statusCode(400);
    }

    /** The worked example of the calculator is that of the core: 320/300 · 299/320. */
    @Test
    void theCalculatorTakesValuesAndFlows() {
        String a = "{'name': 'A', 'valuations': [{'date': '2025-01-01', 'value': '100'}, {'date': '2025-01-02', "
                + "'value': '110'}, {'date': '2025-01-03', 'value': '110'}]}";
        String b = "{'name': '%s', 'valuations': [{'date': '2025-01-01', 'value': '100'}, {'date': '2025-01-02', "
                + "'value': '210'}, {'date': '2025-01-03', 'value': '189'}], "
                + "'flows': [{'date': '2025-01-0%d', 'amount': '100'}]}";
        calculate(a, b.formatted("B", 2))
                .statusCode(200)
                .body("linked_return.toDouble()", closeTo(299.0 / 300 - 1, 1e-15))
                .body("dispersion.toDouble()", closeTo(0.155 / Math.sqrt(2), 1e-15))
                .body("portfolios[1].linked_return.toDouble()", closeTo(-0.055, 1e-15));
        calculate(a, b.formatted("A", 4))
                .statusCode(422)
                .body("errors.field", contains("portfolios[1].name", "portfolios[1].flows[0].date"));
        calculate().statusCode(422).body("errors[0].field", equalTo("portfolios"));
    }

    private ValidatableResponse calculate(String... members) {
        String body = "{'portfolios': [" + String.join(",", members) + "]}";
        return investor.request()
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/api/v1/analytics/composite")
                .then();
    }
}
