package dev.truemark.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three days of PortfolioCurrencyAttributionTest as transactions, prices and rates of two currencies of their own. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class CurrencyAttributionHttpTest {
    private static final String CASH = "&cash_rate=TOP:0.0365,WST:0.073";

    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final List<Map<String, Object>> told = new ArrayList<>();
    private Investor investor;

    @BeforeEach
    void threeDays() {
        investor = Investor.registered();
        investor.open("P", Map.of("base_currency", "TOP"));
        tell("DEPOSIT", "2025-06-01", "TOP", "1000");
        Map<String, Object> first = tell("FX_CONVERSION", "2025-06-01", "WST", "400");
        first.put("trade_currency", "TOP");
        first.put("quantity", "500");
        Map<String, Object> bought = tell("BUY", "2025-06-02", "WST", "500");
        bought.put("security_id", "U-" + own);
        bought.put("quantity", "10");
        bought.put("price", "50");
        tell("DEPOSIT", "2025-06-03", "TOP", "250");
        Map<String, Object> second = tell("FX_CONVERSION", "2025-06-04", "WST", "403.2");
        second.put("trade_currency", "TOP");
        second.put("quantity", "500");
        tell("WITHDRAWAL", "2025-06-05", "TOP", "46.8");
        prices("WST", "U", "50", "55", "55", "56.1");
        prices("WST", "F", "100", "102", "103.02", "103.02");
        prices("TOP", "B", "100", "101", "101", "100.495");
        List<Map<String, Object>> rates = new ArrayList<>();
        String[] each = {"0.8", "0.8", "0.84", "0.8064", "0.82656"};
        for (int t = 0; t < each.length; t++) {
            rates.add(Map.of(
                    "from_currency", "WST", "to_currency", "TOP", "rate_date", "2025-06-0" + (t + 1), "rate", each[t]));
        }
        investor.ingest("fx-rates", rates);
        investor.ingest("transactions", told);
        Map<String, String> half = Map.of("security_id", "B-" + own, "weight", "0.5");
        investor.ingest(
                "benchmarks",
                List.of(
                        Map.of(
                                "benchmark_id",
                                "BLEND-" + own,
                                "currency",
                                "TOP",
                                "rebalancing",
                                "DAILY",
                                "blend",
                                List.of(half, Map.of("security_id", "F-" + own, "weight", "0.5"))),
                        Map.of(
                                "benchmark_id",
                                "CASH-" + own,
                                "currency",
                                "WST",
                                "levels",
                                List.of(
                                        Map.of("date", "2025-06-02", "level", "10000"),
                                        Map.of("date", "2025-06-03", "level", "10002")))));
    }

    private Map<String, Object> tell(String type, String date, String currency, String gross) {
        return tell("P", type, date, currency, gross);
    }

    private Map<String, Object> tell(String portfolio, String type, String date, String currency, String gross) {
        Map<String, Object> one = new HashMap<>();
        one.put("transaction_id", "T" + told.size());
        one.put("portfolio_id", portfolio);
        one.put("transaction_type", type);
        one.put("transaction_date", date);
        one.put("currency", currency);
        one.put("gross_transaction_amount", gross);
        told.add(one);
        return one;
    }

    /** Closes from the second of the month on. */
    private void prices(String currency, String security, String... closes) {
        List<Map<String, Object>> prices = new ArrayList<>();
        for (int t = 0; t < closes.length; t++) {
            prices.add(Map.of(
                    "security_id",
                    security + "-" + own,
                    "price_date",
                    "2025-06-0" + (t + 2),
                    "price",
                    closes[t],
                    "currency",
                    currency));
        }
        investor.ingest("market-prices", prices);
    }

    private ValidatableResponse get(String query) {
        return investor.request()
                .get("/api/v1/portfolios/P/attribution/currency?as_of=2025-06-05" + query)
                .then();
    }

    private String blend() {
        return "&benchmark_id=BLEND-" + own;
    }

    @Test
    void marketsStandApartFromCurrencies() {
        get("&from=2025-06-03&to=2025-06-03" + CASH + blend())
                .statusCode(200)
                .body("base_currency", equalTo("TOP"))
                .body("linked.segments.name", contains("TOP", "WST"))
                .body("linked.segments[0].allocation.toDouble()", closeTo(-0.000981, 1e-15))
                .body("linked.segments[1].selection.toDouble()", closeTo(0.042, 1e-15))
                .body("linked.segments[1].interaction.toDouble()", closeTo(-0.01512, 1e-15))
                .body("linked.currency.toDouble()", closeTo(-0.009018, 1e-15))
                .body("linked.portfolio_return", equalTo("0.0496"))
                .body("linked.active_return.toDouble()", closeTo(0.0091, 1e-15))
                .body("cash_rates.WST", equalTo("0.073"))
                .body("broken_on", nullValue());
        ValidatableResponse all = get("&from=2025-06-03" + CASH + blend())
                .statusCode(200)
                .body("linked.segments.name", contains("TOP", "WST", "FLOWS"))
                .body("linked.benchmark_return.toDouble()", closeTo(1.0405 * 0.9848 * 1.01 - 1, 1e-14));
        BigDecimal sum = BigDecimal.ZERO;
        for (String effect : List.of("allocation", "selection", "interaction", "currency")) {
            sum = sum.add(new BigDecimal(all.extract().<String>path("linked." + effect)));
        }
        assertThat(sum).isEqualByComparingTo(all.extract().<String>path("linked.active_return"));
        String linked = investor.get("/portfolios/P/performance", "as_of", "2025-06-05", "from", "2025-06-03")
                .getString("linked_return");
        assertThat(all.extract().<String>path("linked.portfolio_return"))
                .satisfies(found ->
                        assertThat(Double.parseDouble(found)).isCloseTo(Double.parseDouble(linked), within(1e-13)));
    }

    private void units(String portfolio, String type, String date, String quantity, String price) {
        Map<String, Object> one = tell(
                portfolio,
                type,
                date,
                "WST",
                new BigDecimal(quantity).multiply(new BigDecimal(price)).toPlainString());
        one.put("security_id", "U-" + own);
        one.put("quantity", quantity);
        one.put("price", price);
        one.put("fees", "0.5");
    }

    /** Trades on credit and without cash, income, fees, deliveries: what came from where changes nothing of the whole. */
    @ParameterizedTest(name = "{0}, net of fees {1}")
    @CsvSource({"TRACKED, true", "TRACKED, false", "IMPLIED, true", "IMPLIED, false"})
    void theReturnIsThatOfThePortfolio(String tracking, boolean net) {
        told.clear();
        investor.open("Q", Map.of("base_currency", "TOP", "cash_tracking", tracking));
        if (tracking.equals("TRACKED")) tell("Q", "DEPOSIT", "2025-06-02", "TOP", "500");
        units("Q", "BUY", "2025-06-02", "10", "49");
        tell("Q", "DIVIDEND", "2025-06-03", "WST", "3").put("security_id", "U-" + own);
        tell("Q", "FEE", "2025-06-03", "WST", "1").put("security_id", "U-" + own);
        units("Q", "TRANSFER_IN", "2025-06-03", "2", "54");
        units("Q", "BUY", "2025-06-04", "3", "54.5");
        units("Q", "SELL", "2025-06-04", "4", "55.5");
        if (tracking.equals("TRACKED")) tell("Q", "INTEREST", "2025-06-05", "TOP", "0.2");
        units("Q", "SELL", "2025-06-05", "5", "56");
        investor.ingest("transactions", told);
        String query = "?as_of=2025-06-05&from=2025-06-03&net=" + net;

        String whole = investor.get("/portfolios/Q/performance" + query).getString("linked_return");
        JsonPath found = investor.get("/portfolios/Q/attribution/currency" + query + CASH + blend());

        assertThat(found.getString("reasons.linked")).isNull();
        assertThat(found.getDouble("linked.portfolio_return")).isCloseTo(Double.parseDouble(whole), within(1e-13));
        assertThat(found.getDouble("linked.portfolio_return")).isNotZero();
    }

    /** The series rises by 2 of 10 000 on the third, as the rate does. */
    @Test
    void whatCashEarnsMayBeASeries() {
        get("&from=2025-06-03&to=2025-06-03&cash_rate=TOP:0.0365&cash_benchmark=WST:CASH-" + own + blend())
                .statusCode(200)
                .body("linked.segments[0].allocation.toDouble()", closeTo(-0.000981, 1e-15))
                .body("cash_benchmarks.WST", equalTo("CASH-" + own));
    }

    @Test
    void whatIsMissingIsNamed() {
        get("&from=2025-06-03&cash_rate=TOP:0.0365" + blend())
                .statusCode(200)
                .body("linked", nullValue())
                .body("reasons.linked", equalTo("CASH_RETURN_UNKNOWN"))
                .body("broken_on", equalTo("2025-06-03"))
                .body("missing", contains("cash WST"));
        // The blend has no price in the evening of the 1st.
        get(CASH + blend())
                .body("reasons.linked", equalTo("VALUE_UNKNOWN"))
                .body("broken_on", equalTo("2025-05-31"))
                .body("missing", hasItem("B-" + own));
        get(CASH).body("reasons.linked", equalTo("NO_BENCHMARK"));
        get(CASH + "&benchmark_id=CASH-" + own).body("reasons.linked", equalTo("BENCHMARK_WITHOUT_WEIGHTS"));
    }

    @Test
    void aQuestionThatMakesNoSenseIsRefused() {
        for (String query : List.of(
                "&cash_rate=TOP",
                "&cash_rate=TOP:much",
                "&cash_rate=TOP:-2",
                "&cash_rate=TOP:0,TOP:0.1",
                "&cash_rate=WST:0&cash_benchmark=WST:X",
                "&cash_benchmark=wst:X",
                "&linking=NONE",
                "&by=sector")) {
            get(query).statusCode(400).contentType("application/problem+json");
        }
        for (String query : List.of(
                "&cash_benchmark=WST:NOWHERE",
                "&cash_benchmark=TOP:CASH-" + own,
                "&cash_benchmark=TOP:BLEND-" + own,
                "&benchmark_id=NOWHERE")) {
            get(query).statusCode(422).contentType("application/problem+json");
        }
    }

    @Test
    void thePortfolioOfAnotherDoesNotExist() {
        TestCaller.anybody()
                .request()
                .get("/api/v1/portfolios/P/attribution/currency")
                .then()
                .statusCode(404);
    }
}
