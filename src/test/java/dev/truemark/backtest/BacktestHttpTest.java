package dev.truemark.backtest;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strategies over stored prices: A at 100 and 110 in turn from Monday on, B at 50. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class BacktestHttpTest {
    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 1);
    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private Investor investor;

    @BeforeEach
    void priced() {
        investor = Investor.registered();
        List<Map<String, String>> prices = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            String date = MONDAY.plusDays(n).toString();
            prices.add(Map.of(
                    "security_id",
                    "A" + own,
                    "price_date",
                    date,
                    "price",
                    n % 2 == 0 ? "100" : "110",
                    "currency",
                    "USD"));
            prices.add(Map.of("security_id", "B" + own, "price_date", date, "price", "50", "currency", "USD"));
        }
        investor.ingest("market-prices", prices);
    }

    private ValidatableResponse run(String strategy, String more) {
        String body = "{'base_currency': 'USD', 'from': '2025-09-01', 'to': '2025-10-10', 'initial_value': '1000', "
                + "'strategy': {" + strategy + "}" + more + "}";
        return investor.request()
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"').replace("#", own))
                .post("/api/v1/analytics/backtest")
                .then();
    }

    private static String weights(String a, String b) {
        return "'weights': [{'security_id': 'A#', 'weight': '" + a + "'}, {'security_id': 'B#', 'weight': '" + b
                + "'}]";
    }

    /** 5 A and 8 B: 1000 and 1050 in turn, 1050 on the last, so 5 %; the deepest fall is 50 of 1050, from the 2nd to the 3rd. */
    @Test
    void tradesIndexAndRiskAreAnswered() {
        run("'type': 'BUY_AND_HOLD', " + weights("0.5", "0.4"), "")
                .statusCode(200)
                .body("known_at", notNullValue())
                .body("trades", hasSize(2))
                .body("trades.quantity", contains("5", "8"))
                .body("trades[0].side", equalTo("BUY"))
                .body("trades[0].price_date", equalTo("2025-09-01"))
                .body("daily", hasSize(40))
                .body("daily[1].index.toDouble()", closeTo(1.05, 1e-15))
                .body("end_value", equalTo("1050"))
                .body("turnover", equalTo("900"))
                .body("linked_return.toDouble()", closeTo(0.05, 1e-13))
                .body("annualised_return", nullValue())
                .body("reasons.annualised_return", equalTo("LESS_THAN_A_YEAR"))
                .body("risk.observations", equalTo(30))
                .body("risk.volatility", notNullValue())
                .body("risk.max_drawdown.value.toDouble()", closeTo(-50.0 / 1050, 1e-14))
                .body("risk.max_drawdown.peak", equalTo("2025-09-02"))
                .body("risk.max_drawdown.trough", equalTo("2025-09-03"));
    }

    /** The best over a day as of the evening before: on the first there is none, then A after it rose, B where A fell. */
    @Test
    void everyRuleRuns() {
        run(
                        "'type': 'MOMENTUM', 'universe': ['A#', 'B#'], 'days': 1, 'top': 1, 'every': 'DAY'",
                        ", 'quantity_decimals': 0")
                .statusCode(200)
                .body("trades[0].date", equalTo("2025-09-03"))
                .body("trades[0].security_id", equalTo("A" + own))
                .body("trades[0].quantity", equalTo("10"))
                .body("trades[1].side", equalTo("SELL"))
                .body("trades[2].security_id", equalTo("B" + own));
        run("'type': 'CONSTANT_MIX', 'every': 'MONTH', " + weights("0.5", "0"), ", 'cost_rate': '0.001'")
                .statusCode(200)
                .body("trades.date", contains("2025-09-01", "2025-10-01"));
        // at 110 it is 550 of 1050 and out of its band, but the next day's 100 has brought it back
        run("'type': 'BANDS', 'band': '0.02', " + weights("0.5", "0"), "")
                .statusCode(200)
                .body("trades", hasSize(1));
        run(
                        "'type': 'SCHEDULE', 'schedule': [{'date': '2025-09-01', 'weights': [{'security_id': 'B#', 'weight': 1}]}, "
                                + "{'date': '2025-09-10', 'weights': []}]",
                        "")
                .statusCode(200)
                .body("trades.date", contains("2025-09-01", "2025-09-10"))
                .body("end_value", equalTo("1000"));
    }

    @Test
    void whatCannotBeRunIsRefused() {
        run("'type': 'BUY_AND_HOLD', " + weights("0.7", "0.4"), "")
                .statusCode(422)
                .body("errors[0].field", equalTo("strategy.weights"));
        run("'type': 'BUY_AND_HOLD', 'band': '0.1', " + weights("0.5", "0.4"), ", 'cost_rate': '2'")
                .statusCode(422)
                .body("errors.field", hasItem("strategy.band"))
                .body("errors.field", hasItem("cost_rate"));
        run("'type': 'BUY_AND_HOLD', 'weights': [{'security_id': 'NONE#', 'weight': '1'}]", "")
                .statusCode(422)
                .body("errors[0].code", equalTo("NO_TRADING_DAY"));
        run(
                        "'type': 'BUY_AND_HOLD', 'weights': [{'security_id': 'NONE#', 'weight': '0.5'}, "
                                + "{'security_id': 'A#', 'weight': '0.5'}]",
                        "")
                .statusCode(422)
                .body("errors[0].code", equalTo("NO_PRICE"));
        run("'type': 'BUY_AND_HOLD', " + weights("0.5", "0.4"), ", 'known_at': '2999-01-01T00:00:00Z'")
                .statusCode(422)
                .body("errors[0].field", equalTo("known_at"));
        run("'type': 'BUY_AND_HOLD', " + weights("0.5", "0.4"), ", 'nothing': 1")
                .statusCode(422);
        run("", "").statusCode(422).body("errors.field", hasItem("strategy.type"));
    }
}
