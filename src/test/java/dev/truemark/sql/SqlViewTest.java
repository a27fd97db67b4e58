package dev.truemark.sql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The views over HTTP, of facts in over HTTP; expected values are worked by hand. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class SqlViewTest {
    private static final String VIEWS = "/api/v1/analytics/sql/";
    /** Between two of its returns lies nothing but doubles. */
    private static final double EXACT_ENOUGH = 1e-10;

    private final TestCaller caller = TestCaller.anybody();
    private final String own = UUID.randomUUID().toString().substring(0, 8);

    private void portfolio(String id, String base) {
        caller.request()
                .body(Map.of("portfolio_id", id, "base_currency", base))
                .post("/api/v1/portfolios")
                .then()
                .statusCode(201);
    }

    private void ingest(String kind, JsonObject... facts) {
        caller.request()
                .header("Prefer", "wait=30")
                .body(new JsonObject()
                        .put(kind.replace('-', '_'), new JsonArray(List.of(facts)))
                        .encode())
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
    }

    private static JsonObject told(String portfolio, String id, String type, String date, String currency) {
        return new JsonObject()
                .put("transaction_id", id)
                .put("portfolio_id", portfolio)
                .put("transaction_type", type)
                .put("transaction_date", date)
                .put("trade_currency", currency);
    }

    private static JsonObject price(String security, String date, String price, String currency) {
        return new JsonObject()
                .put("security_id", security)
                .put("price_date", date)
                .put("price", price)
                .put("currency", currency);
    }

    private static JsonObject rate(String from, String to, String date, String rate) {
        return new JsonObject()
                .put("from_currency", from)
                .put("to_currency", to)
                .put("rate_date", date)
                .put("rate", rate);
    }

    private ValidatableResponse get(String view) {
        return caller.request().get(VIEWS + view).then();
    }

    private List<JsonObject> rows(String view) {
        String separator = view.contains("?") ? "&" : "?";
        String body = get(view + separator + "format=ndjson")
                .statusCode(200)
                .header("Content-Type", containsString("application/x-ndjson"))
                .extract()
                .asString();
        return body.lines().map(JsonObject::new).toList();
    }

    /**
     * Base PEN. 3 March: deposit 10 000, buy 10 A at 100 and 5 fees. 4 March: buy 100 B at 50 ISK, told at 0.02. ISK is quoted
     * the other way round: 50 to the PEN on the 4th, 40 on the 5th. A closes at 100 and on the 5th at 110; B first on the 5th
     * at 60.
     */
    private void givenTwoCurrencies(String a, String b) {
        portfolio("HAND", "PEN");
        ingest(
                "market-prices",
                price(a, "2025-03-03", "100", "PEN"),
                price(a, "2025-03-05", "110", "PEN"),
                price(b, "2025-03-05", "60", "ISK"));
        ingest("fx-rates", rate("PEN", "ISK", "2025-03-04", "50"), rate("PEN", "ISK", "2025-03-05", "40"));
        ingest(
                "transactions",
                told("HAND", "D", "DEPOSIT", "2025-03-03", "PEN").put("gross_transaction_amount", "10000"),
                told("HAND", "A", "BUY", "2025-03-03", "PEN")
                        .put("security_id", a)
                        .put("quantity", 10)
                        .put("price", 100)
                        .put("fees", 5),
                told("HAND", "B", "BUY", "2025-03-04", "ISK")
                        .put("security_id", b)
                        .put("quantity", 100)
                        .put("price", 50)
                        .put("fx_rate", "0.02"));
    }

    @Test
    void aPortfolioInTwoCurrenciesIsWorthWhatItIsWorthByHandAndByRest() {
        givenTwoCurrencies("A-" + own, "B-" + own);

        List<JsonObject> days = rows("fact_portfolio_value_daily?portfolio_id=HAND&to=2025-03-06");
        assertThat(days)
                .extracting(day -> day.getString("value_date"))
                .containsExactly("2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06");
        // 10 · 100; 10 000 − 1 005
        shows(days.get(0), "positions_value", "1000", "cash_balance", "8995", "total_value", "9995");
        shows(days.get(0), "total_cost", "1005", "unrealized_pnl", "-5", "is_complete", true);
        // B has no price yet; 8 995 − 5 000 / 50
        shows(days.get(1), "positions_value", null, "cash_balance", "8895", "total_value", null);
        shows(days.get(1), "priced_value", "1000", "unpriced_positions", 1, "is_complete", false);
        // 1 100 + 6 000 / 40; 8 995 − 5 000 / 40; 1 250 − (1 005 + 100)
        shows(days.get(2), "positions_value", "1250", "cash_balance", "8870", "total_value", "10120");
        shows(days.get(2), "total_cost", "1105", "unrealized_pnl", "145", "is_complete", true);

        JsonObject served = new JsonObject(caller.request()
                .get("/api/v1/portfolios/HAND/valuations?to=2025-03-06")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        JsonArray valuations = served.getJsonArray("valuations");
        assertThat(valuations.size()).isEqualTo(days.size());
        for (int i = 0; i < days.size(); i++) {
            JsonObject day = days.get(i);
            JsonObject rest = valuations.getJsonObject(i);
            for (String name :
                    List.of("positions_value", "priced_value", "cash_balance", "total_value", "total_cost")) {
                assertThat(day.getString(name)).as(name + " of day " + i).isEqualTo(rest.getString(name));
            }
            assertThat(day.getString("unrealized_pnl")).isEqualTo(rest.getString("total_gain_loss"));
            assertThat(day.getString("value_date")).isEqualTo(rest.getString("date"));
        }
    }

    @Test
    void positionsByDayAreThoseOfTheValuationOfThatDay() {
        String a = "A-" + own;
        String b = "B-" + own;
        givenTwoCurrencies(a, b);

        List<JsonObject> positions = rows("fact_positions_daily?portfolio_id=HAND&from=2025-03-04&to=2025-03-05");
        assertThat(positions).hasSize(4);
        shows(positions.get(1), "security_id", b, "price", null, "market_value", null);
        shows(positions.get(1), "cumulative_position", "100", "avg_cost_per_share", "50", "is_complete", false);
        shows(positions.get(3), "market_value", "6000", "market_value_base", "150", "unrealized_pnl", "1000");
        shows(positions.get(3), "unrealized_pnl_base", "50", "cost_basis_base", "100");
        for (JsonObject row : positions) {
            JsonObject rest = restPosition(row.getString("position_date"), row.getString("security_id"));
            assertThat(row.getString("market_value")).isEqualTo(rest.getString("market_value"));
            assertThat(row.getString("market_value_base")).isEqualTo(rest.getString("market_value_base"));
            assertThat(row.getString("unrealized_pnl_base")).isEqualTo(rest.getString("unrealized_pnl_base"));
            assertThat(row.getString("avg_cost_per_share")).isEqualTo(rest.getString("average_cost"));
        }
        // Of the day: nothing realised; B from unknown to 50; A from -5 to 95
        List<JsonObject> pnl = rows("fact_pnl_daily?portfolio_id=HAND&from=2025-03-05&to=2025-03-05");
        shows(pnl.get(0), "security_id", a, "daily_pnl", "100", "total_pnl", "95");
        shows(pnl.get(1), "security_id", b, "daily_pnl", null, "total_pnl", "50");
    }

    private JsonObject restPosition(String date, String security) {
        return new JsonObject(caller.request()
                        .get("/api/v1/portfolios/HAND/valuation?as_of=" + date)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .getJsonArray("positions").stream()
                        .map(JsonObject.class::cast)
                        .filter(each -> each.getString("security_id").equals(security))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aDayWithoutAPriceBreaksTheChainAndSaysSince() {
        givenTwoCurrencies("A-" + own, "B-" + own);

        List<JsonObject> returns = rows("daily_returns?portfolio_id=HAND&to=2025-03-06");
        // 9 995 / 10 000 − 1
        shows(returns.get(0), "begin_value", "0", "inflow", "10000", "end_value", "9995");
        assertThat(number(returns.get(0), "daily_return_pct")).isCloseTo(-0.05, within(EXACT_ENOUGH));
        shows(returns.get(1), "daily_return_pct", null, "is_complete", false);
        shows(returns.get(2), "daily_return_pct", null, "begin_value", null);
        assertThat(number(returns.get(3), "daily_return_pct")).isZero();
        List<JsonObject> linked = rows("cumulative_returns?portfolio_id=HAND&to=2025-03-06");
        assertThat(number(linked.get(0), "cumulative_return_pct")).isCloseTo(-0.05, within(EXACT_ENOUGH));
        shows(linked.get(3), "cumulative_return_pct", null, "broken_since", "2025-03-04");
        shows(linked.get(3), "chain_start_date", "2025-03-06");
        List<JsonObject> drawdown = rows("drawdown?portfolio_id=HAND&to=2025-03-06");
        assertThat(number(drawdown.get(0), "max_drawdown_pct")).isCloseTo(-0.05, within(EXACT_ENOUGH));
        shows(drawdown.get(3), "max_drawdown_pct", null);
    }

    @Test
    void thirtyDaysUpAndDownHaveTheVolatilityOfThoseReturns() {
        String share = "V-" + own;
        LocalDate first = LocalDate.parse("2025-06-01");
        portfolio("VOLA", "PEN");
        JsonObject[] prices = new JsonObject[31];
        for (int n = 0; n < prices.length; n++) {
            prices[n] = price(share, first.plusDays(n).toString(), n % 2 == 0 ? "100" : "110", "PEN");
        }
        ingest("market-prices", prices);
        ingest(
                "transactions",
                told("VOLA", "D", "DEPOSIT", "2025-06-01", "PEN").put("gross_transaction_amount", "100"),
                told("VOLA", "B", "BUY", "2025-06-01", "PEN")
                        .put("security_id", share)
                        .put("quantity", 1)
                        .put("price", 100));

        List<JsonObject> days = rows("rolling_volatility?portfolio_id=VOLA&to=2025-07-01");
        // The first return is 0, then 0.1 and -1/11 in turn; 19 returns are too few
        shows(days.get(18), "returns_in_window", 19, "annualized_volatility_pct", null);
        double mean = 15 * (0.1 - 1.0 / 11) / 30;
        double squares = 15 * ((0.1 - mean) * (0.1 - mean) + (-1.0 / 11 - mean) * (-1.0 / 11 - mean));
        double daily = 100 * Math.sqrt(squares / 29);
        shows(days.get(30), "value_date", "2025-07-01", "returns_in_window", 30);
        assertThat(number(days.get(30), "daily_volatility_pct")).isCloseTo(daily, within(1e-9));
        assertThat(number(days.get(30), "annualized_volatility_pct")).isCloseTo(daily * Math.sqrt(365), within(1e-8));
        List<JsonObject> drawdown = rows("drawdown?portfolio_id=VOLA&to=2025-07-01");
        assertThat(number(drawdown.get(30), "max_drawdown_pct")).isCloseTo(-100.0 / 11, within(1e-9));
        assertThat(number(drawdown.get(29), "drawdown_pct")).isZero();
    }

    @Test
    void csvHasAHeaderAndQuotesWhatNeedsIt() {
        caller.request()
                .body(Map.of("portfolio_id", "CSV", "name", "Mine, \"all\" of it", "base_currency", "PEN"))
                .post("/api/v1/portfolios")
                .then()
                .statusCode(201);

        String csv = get("dim_account").statusCode(200).extract().asString();
        assertThat(csv)
                .startsWith("owner_id,account_id,portfolio_uuid,account_name,")
                .contains("\"Mine, \"\"all\"\" of it\"");
        assertThat(csv.split("\r\n")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stg_trades",
                "stg_cash_events",
                "dim_account",
                "fact_trades",
                "fact_positions_daily",
                "fact_portfolio_value_daily",
                "fact_pnl_daily",
                "daily_returns",
                "cumulative_returns",
                "drawdown",
                "rolling_volatility"
            })
    void nobodySeesTheRowsOfAnother(String view) {
        givenTwoCurrencies("A-" + own, "B-" + own);

        assertThat(rows(view + "?limit=1"))
                .hasSize(1)
                .allMatch(row -> row.getString("owner_id").equals(caller.id().toString()));
        TestCaller.anybody()
                .request()
                .get(VIEWS + view + "?format=ndjson&portfolio_id=HAND")
                .then()
                .statusCode(200)
                .body(equalTo(""));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
        no_such_view                       | 404
        account                            | 404
        dim_date?format=xml                | 400
        dim_date?limit=0                   | 400
        dim_date?limit=2000001             | 400
        dim_date?from=yesterday            | 400
        dim_date?portfolio_id=P            | 400
        dim_symbol?from=2025-01-01         | 400
        dim_date?columns=year              | 400
        """)
    void whatMakesNoSenseIsRefused(String path, int status) {
        get(path).statusCode(status).body("status", equalTo(status));
    }

    @Test
    void withoutATokenThereIsNothing() {
        given().get(VIEWS + "dim_date").then().statusCode(401);
    }

    private static void shows(JsonObject row, Object... expected) {
        for (int i = 0; i < expected.length; i += 2) {
            assertThat(row.getValue((String) expected[i]))
                    .as(expected[i] + " of " + row)
                    .isEqualTo(expected[i + 1]);
        }
    }

    private static double number(JsonObject row, String name) {
        return new BigDecimal(row.getString(name)).doubleValue();
    }
}
