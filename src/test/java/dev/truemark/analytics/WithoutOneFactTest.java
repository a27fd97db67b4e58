package dev.truemark.analytics;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * One fact taken away from a portfolio: 1000 paid in, 5 A at 100 and 2 B at 50 bought on the 20th, 1 A sold at 110 on the 21st.
 * With all of them it is 510 + 440 + 120 on the 21st, 7 % more than 1000.
 */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class WithoutOneFactTest {
    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private Investor investor;

    private static final List<String> TRANSACTIONS =
            List.of("IN DEPOSIT 19 - 0 1000", "A BUY 20 A 5 100", "B BUY 20 B 2 50", "OUT SELL 21 A 1 110");
    private static final List<String> PRICES = List.of("A 20 100", "A 21 110", "B 20 50", "B 21 60");

    private ValidatableResponse without(String fact) {
        return without(fact, "USD");
    }

    /** @param currency of B */
    private ValidatableResponse without(String fact, String currency) {
        investor = Investor.registered();
        investor.open("P", Map.of("base_currency", "USD"));
        List<Map<String, Object>> prices = new ArrayList<>();
        for (String each : PRICES) {
            String[] p = each.split(" ");
            if (each.equals(fact)) continue;
            prices.add(Map.of(
                    "security_id",
                    p[0] + own,
                    "price_date",
                    "2025-08-" + p[1],
                    "price",
                    p[2],
                    "currency",
                    p[0].equals("B") ? currency : "USD"));
        }
        investor.ingest("market-prices", prices);
        List<Map<String, Object>> told = new ArrayList<>();
        for (String each : TRANSACTIONS) {
            String[] t = each.split(" ");
            if (t[0].equals(fact)) continue;
            Map<String, Object> one = new HashMap<>(Map.of(
                    "transaction_id",
                    t[0],
                    "portfolio_id",
                    "P",
                    "transaction_type",
                    t[1],
                    "transaction_date",
                    "2025-08-" + t[2],
                    "currency",
                    t[3].equals("B") ? currency : "USD"));
            if (t[3].equals("-")) one.put("gross_transaction_amount", t[5]);
            else {
                one.put("security_id", t[3] + own);
                one.put("quantity", t[4]);
                one.put("price", t[5]);
            }
            told.add(one);
        }
        investor.ingest("transactions", told);
        return investor.request()
                .post("/api/v1/portfolios/P/calculate?as_of=2025-08-21")
                .then()
                .statusCode(200)
                .body("recomputation.books_equal", equalTo(true))
                .body("recomputation.state_equal", equalTo(true))
                .body("recomputation.performance_equal", equalTo(true));
    }

    @Test
    void nothing() {
        without("nothing")
                .body("valuation.totals.total_value", equalTo("1070"))
                .body("performance.linked_return.toDouble()", closeTo(0.07, 1e-15));
    }

    /** The evening of the 20th is not known, so neither is what came of it; the 21st by itself is, and what it made of the money. */
    @Test
    void thePriceOfADay() {
        without("A 20 100")
                .body("valuation.totals.total_value", equalTo("1070"))
                .body("allocation.total_value", equalTo("1070"))
                .body("performance.daily.value", equalTo(Arrays.asList("1000", null, "1070")))
                .body("performance.daily.quality[1]", equalTo("INCOMPLETE"))
                .body("performance.linked_return", nullValue())
                .body("performance.money_weighted.rate.toDouble()", closeTo(Math.pow(1.07, 365.0 / 2) - 1, 1e-6))
                .body("contribution.linked_return", nullValue())
                .body("contribution.segments", nullValue())
                .body("risk.annualised_return", nullValue())
                .body("risk.max_drawdown.value", nullValue());
    }

    /** The price of the evening before stands: 510 + 440 + 100. */
    @Test
    void theLastPrice() {
        without("B 21 60")
                .body("valuation.totals.total_value", equalTo("1050"))
                .body("performance.linked_return.toDouble()", closeTo(0.05, 1e-15))
                .body("contribution.linked_return.toDouble()", closeTo(0.05, 1e-15));
    }

    /** Nothing is there to be sold: 900 and 2 B at 60. */
    @Test
    void aPurchase() {
        without("A")
                .body("valuation.totals.total_value", equalTo("1020"))
                .body("performance.linked_return.toDouble()", closeTo(0.02, 1e-15));
        investor.request()
                .get("/api/v1/portfolios/P/transactions?as_of=2025-08-21")
                .then()
                .body("transactions.find { it.transaction_id == 'OUT' }.status", equalTo("REJECTED"));
    }

    /** No money is kept then: 600 came in, 110 went out, (560 + 110)/600 − 1. */
    @Test
    void theDeposit() {
        without("IN")
                .body("performance.cash_tracking", equalTo("IMPLIED"))
                .body("valuation.totals.total_value", equalTo("560"))
                .body("performance.linked_return.toDouble()", closeTo(670.0 / 600 - 1, 1e-15));
    }

    /** B and its money are in a currency of which no rate is known, so no total is, and no weight. */
    @Test
    void theOnlyRate() {
        without("nothing", "KMF")
                .body("valuation.totals.total_value", nullValue())
                .body("valuation.totals.cash_balance", nullValue())
                .body("allocation.total_value", nullValue())
                .body("allocation.allocations[0].segments.weight.findAll { it != null }.size()", equalTo(0))
                .body("performance.daily[-1].value", nullValue())
                .body("performance.linked_return", nullValue())
                .body("contribution.linked_return", nullValue())
                .body("risk.max_drawdown.value", nullValue());
    }
}
