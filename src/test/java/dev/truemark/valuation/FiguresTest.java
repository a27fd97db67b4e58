package dev.truemark.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures out over HTTP of facts in over HTTP; expected values are those of the shared examples named in each test. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class FiguresTest {
    private static final String PORTFOLIOS = "/api/v1/portfolios";

    private final TestCaller caller = TestCaller.anybody();
    /** Market facts are shared by all portfolios, so each test has securities of its own. */
    private final String own = UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Pool pool;

    private void portfolio(String baseCurrency) {
        caller.request()
                .body(Map.of("portfolio_id", "P", "base_currency", baseCurrency))
                .post(PORTFOLIOS)
                .then()
                .statusCode(201);
    }

    /** Books transactions and returns when they were known. */
    private Instant book(JsonObject... transactions) {
        String known = caller.request()
                .header("Prefer", "wait=20")
                .body(new JsonObject()
                        .put("transactions", new JsonArray(List.of(transactions)))
                        .encode())
                .post("/api/v1/ingest/transactions")
                .then()
                .statusCode(200)
                .extract()
                .path("known_at");
        return Instant.parse(known);
    }

    private static JsonObject transaction(String id, String type, String date, String security, String currency) {
        return new JsonObject()
                .put("transaction_id", id)
                .put("portfolio_id", "P")
                .put("transaction_type", type)
                .put("transaction_date", date)
                .put("security_id", security)
                .put("trade_currency", currency);
    }

    private static JsonObject trade(String id, String type, String date, String security, int quantity, String price) {
        return transaction(id, type, date, security, "USD")
                .put("quantity", quantity)
                .put("price", price);
    }

    private static JsonObject amount(String id, String type, String date, String security, String gross) {
        return transaction(id, type, date, security, "USD").put("gross_transaction_amount", gross);
    }

    private ValidatableResponse get(String path) {
        return caller.request().get(PORTFOLIOS + "/P" + path).then();
    }

    @Test
    void theExampleOfTheReadmeLeavesSixtySharesAtNineThousand() {
        String aapl = "AAPL-" + own;
        new StoredQuotes(pool).instrument(aapl, "SYM-" + own, "Apple Inc.");
        book(trade("B", "BUY", "2025-07-20", aapl, 100, "150"), trade("S", "SELL", "2025-07-21", aapl, 40, "170"));

        get("/positions")
                .statusCode(200)
                .body("portfolio_id", equalTo("P"))
                .body("as_of", notNullValue())
                .body("known_at", notNullValue())
                .body("engine", notNullValue())
                .body("positions", hasSize(1))
                .body("positions[0].security_id", equalTo(aapl))
                .body("positions[0].instrument_name", equalTo("Apple Inc."))
                .body("positions[0].symbol", equalTo("SYM-" + own))
                .body("positions[0].quantity", equalTo("60"))
                .body("positions[0].cost_basis", equalTo("9000"))
                .body("positions[0].average_cost", equalTo("150"))
                .body("positions[0].cost_basis_base", equalTo("9000"))
                .body("positions[0].realized_pnl", equalTo("800"))
                .body("positions[0].position_date", equalTo("2025-07-21"))
                .body("books_hash", notNullValue());
        get("/realized-gains")
                .body("realized_gains", hasSize(1))
                .body("realized_gains[0].transaction_id", equalTo("S"))
                .body("realized_gains[0].quantity", equalTo("40"))
                .body("realized_gains[0].proceeds", equalTo("6800"))
                .body("realized_gains[0].cost", equalTo("6000"))
                .body("realized_gains[0].realized_pnl", equalTo("800"));
        get("/lots")
                .body("lots", hasSize(1))
                .body("lots[0].opened_on", equalTo("2025-07-20"))
                .body("lots[0].quantity", equalTo("60"))
                .body("lots[0].cost_basis", equalTo("9000"));
        get("/cash").body("cash_tracking", equalTo("IMPLIED")).body("cash", hasSize(0));
    }

    /** FX-001: a EUR stock in a USD portfolio. */
    @Test
    void aForeignPositionIsValuedInBothCurrencies() {
        String sec = "FX-" + own;
        portfolio("USD");
        book(
                transaction("B", "BUY", "2025-08-10", sec, "EUR")
                        .put("quantity", 100)
                        .put("price", "150")
                        .put("fx_rate", "1.10"),
                transaction("S", "SELL", "2025-08-15", sec, "EUR")
                        .put("quantity", 40)
                        .put("price", "170")
                        .put("fx_rate", "1.20"));
        StoredQuotes quotes = new StoredQuotes(pool);
        quotes.close(sec, "2025-08-15", "180", "EUR");
        quotes.rate("EUR", "USD", "2025-08-15", "1.20");

        get("/valuation?as_of=2025-08-15")
                .statusCode(200)
                .body("positions[0].cost_basis", equalTo("9000"))
                .body("positions[0].cost_basis_base", equalTo("9900"))
                .body("positions[0].price", equalTo("180"))
                .body("positions[0].price_date", equalTo("2025-08-15"))
                .body("positions[0].fx_rate", equalTo("1.2"))
                .body("positions[0].fx_derivation", equalTo("DIRECT"))
                .body("positions[0].market_value", equalTo("10800"))
                .body("positions[0].market_value_base", equalTo("12960"))
                .body("positions[0].unrealized_pnl", equalTo("1800"))
                .body("positions[0].unrealized_pnl_base", equalTo("3060"))
                .body("positions[0].unrealized_pnl_percent", equalTo("20"))
                .body("positions[0].price_effect_base", equalTo("2160"))
                .body("positions[0].fx_effect_base", equalTo("900"))
                .body("positions[0].weight", equalTo("1"))
                .body("positions[0].quality.status", equalTo("COMPLETE"))
                .body("totals.positions_value", equalTo("12960"))
                .body("totals.total_gain_loss", equalTo("3060"))
                .body("quality.coverage", equalTo("1"))
                .body("basis.portfolio_version", notNullValue())
                .body("basis.evaluated_at", equalTo("2025-08-16T00:00:00Z"));
        get("/realized-gains")
                .body("realized_gains[0].realized_pnl", equalTo("800"))
                .body("realized_gains[0].realized_pnl_base", equalTo("1560"))
                .body("realized_gains[0].price_effect_base", equalTo("960"))
                .body("realized_gains[0].fx_effect_base", equalTo("600"));
    }

    /** POS-004: five days; the close of a day is in force at its end and not before. */
    @Test
    void fiveDaysOfAPortfolioHaveTheirEndOfDayValues() {
        fiveDays();

        get("/valuations?from=2025-08-19")
                .statusCode(200)
                .body("valuations[0].date", equalTo("2025-08-19"))
                .body("valuations[0].total_value", equalTo("1000000"))
                .body("valuations[1].total_value", equalTo("1002974.5"))
                .body("valuations[2].total_value", equalTo("1005959.5"))
                .body("valuations[3].total_value", equalTo("1006654.5"))
                .body("valuations[4].total_value", equalTo("1010104.5"))
                .body("valuations[4].cash_balance", equalTo("792104.5"))
                .body("valuations[4].total_gain_loss", equalTo("7964.6")); // 7979.6 − 15
        get("/valuation?as_of=2025-08-22").body("totals.total_value", equalTo("1006654.5"));
        get("/cash?as_of=2025-08-22")
                .body("cash_tracking", equalTo("TRACKED"))
                .body("cash[0].currency", equalTo("USD"))
                .body("cash[0].balance", equalTo("791354.5"));
        get("?as_of=2025-08-23")
                .body("portfolio_id", equalTo("P"))
                .body("base_currency", equalTo("USD"))
                .body("holdings", hasSize(2))
                .body("total_value", equalTo("1010104.5"))
                .body("positions_value", equalTo("218000")) // 800 · 185 + 500 · 140
                .body("total_cost", equalTo("210035.4"))
                .body("quality.status", equalTo("COMPLETE"));
    }

    private void fiveDays() {
        String aapl = "AAPL-" + own;
        String ibm = "IBM-" + own;
        portfolio("USD");
        book(
                amount("D", "DEPOSIT", "2025-08-19", null, "1000000"),
                trade("B1", "BUY", "2025-08-20", aapl, 1000, "175").put("fees", "25.5"),
                trade("B2", "BUY", "2025-08-21", ibm, 500, "140").put("fees", "15"),
                trade("S", "SELL", "2025-08-22", aapl, 200, "182").put("fees", "5"),
                amount("I", "DIVIDEND", "2025-08-23", ibm, "750"));
        StoredQuotes quotes = new StoredQuotes(pool);
        String[][] closes = {
            {"2025-08-20", "178", null},
            {"2025-08-21", "180", "142"},
            {"2025-08-22", "181", "141"},
            {"2025-08-23", "185", "140"}
        };
        for (String[] day : closes) {
            quotes.close(aapl, day[0], day[1], "USD");
            if (day[2] != null) quotes.close(ibm, day[0], day[2], "USD");
        }
    }

    /** POS-001: a sell of the 2nd is told after a buy of the 3rd; what was known before is still answered. */
    @Test
    void historyIsAnsweredAsItWasKnown() {
        String sec = "H-" + own;
        portfolio("USD");
        Instant before = book(
                trade("B1", "BUY", "2025-09-01", sec, 100, "200"), trade("B2", "BUY", "2025-09-03", sec, 50, "220"));
        book(trade("S", "SELL", "2025-09-02", sec, 40, "215"));

        get("/positions/" + sec + "/history")
                .body("history.position_date", contains("2025-09-01", "2025-09-02", "2025-09-03"))
                .body("history.quantity", contains("100", "60", "110"))
                .body("history.cost_basis", contains("20000", "12000", "23000"))
                .body("history.realized_pnl", contains("0", "600", "0"));
        get("/positions/" + sec + "/history?from=2025-09-02&to=2025-09-02&known_at=" + before)
                .body("history", hasSize(0));
        get("/positions?as_of=2025-09-03&known_at=" + before)
                .body("known_at", equalTo(before.toString()))
                .body("positions[0].quantity", equalTo("150"))
                .body("positions[0].cost_basis", equalTo("31000"));
    }

    @Test
    void aMissingPriceIsNoNumber() {
        String sec = "M-" + own;
        portfolio("USD");
        book(trade("B", "BUY", "2025-09-01", sec, 10, "20"));

        get("/valuation")
                .statusCode(200)
                .body("positions[0].price", nullValue())
                .body("positions[0].market_value", nullValue())
                .body("positions[0].quality.missing", contains(sec))
                .body("totals.total_value", nullValue())
                .body("totals.total_gain_loss_percent", nullValue())
                .body("totals.priced_value", equalTo("0"))
                .body("totals.total_cost", equalTo("200"))
                .body("quality.status", equalTo("INCOMPLETE"))
                .body("quality.coverage", equalTo("0"));
    }

    @Test
    void anOldPriceIsStale() {
        String sec = "O-" + own;
        portfolio("USD");
        book(trade("B", "BUY", "2025-09-01", sec, 10, "20"));
        new StoredQuotes(pool).close(sec, "2025-09-02", "21", "USD");

        get("/valuation?as_of=2025-09-06").body("quality.status", equalTo("COMPLETE"));
        get("/valuation?as_of=2025-09-07")
                .body("quality.status", equalTo("STALE"))
                .body("quality.stale", contains(sec))
                .body("totals.total_value", equalTo("210"));
        get("/valuation?as_of=2025-09-01").body("quality.status", equalTo("INCOMPLETE"));
    }

    /** Whoever has the answer can compute its hash, with nothing of ours, by docs/state-hash.md. */
    @Test
    void theStateHashFollowsFromTheAnswer() throws Exception {
        fiveDays();
        JsonObject answer =
                new JsonObject(get("/valuation?as_of=2025-08-22").extract().asString());
        List<String> lines = new ArrayList<>();
        for (Object each : answer.getJsonArray("positions")) {
            lines.add(line(
                    "position",
                    (JsonObject) each,
                    "security_id,currency,quantity,cost_basis,cost_basis_base,"
                            + "price,fx_rate,market_value,market_value_base"));
        }
        for (Object each : answer.getJsonArray("cash")) {
            lines.add(line("cash", (JsonObject) each, "currency,balance,fx_rate,balance_base"));
        }
        lines.sort(null);
        var whole = java.security.MessageDigest.getInstance("SHA-256");
        for (String line : lines) {
            var one = java.security.MessageDigest.getInstance("SHA-256");
            whole.update(one.digest(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }

        assertThat(answer.getString("state_hash"))
                .isEqualTo(java.util.HexFormat.of().formatHex(whole.digest()));
    }

    private static String line(String kind, JsonObject from, String fields) {
        StringBuilder line = new StringBuilder(kind);
        for (String field : fields.split(",")) {
            line.append('|').append(from.getString(field) == null ? "" : from.getString(field));
        }
        return line.toString();
    }

    @Test
    void transactionsAreListedWithWhatTheyDid() {
        fiveDays();

        get("/transactions")
                .body("transactions.transaction_id", contains("D", "B1", "B2", "S", "I"))
                .body("transactions.status", contains("BOOKED", "BOOKED", "BOOKED", "BOOKED", "BOOKED"))
                .body("transactions[1].net_cost", equalTo("175025.5"))
                .body("transactions[3].realized_gain_loss", equalTo("1389.9"))
                .body("transactions[4].cash_effect", equalTo("750"));
        get("/transactions?type=buy&sort=-transaction_date").body("transactions.transaction_id", contains("B2", "B1"));
        get("/transactions?security_id=AAPL-" + own + "&from=2025-08-21&to=2025-08-22")
                .body("transactions.transaction_id", contains("S"));
        get("/transactions?as_of=2025-08-20").body("transactions.transaction_id", contains("D", "B1"));
        Response same = caller.request().get("/api/v1/transactions/portfolio/P");
        String id = same.then().statusCode(200).extract().path("transactions[3].id");
        caller.request()
                .get("/api/v1/transactions/" + id)
                .then()
                .statusCode(200)
                .body("transaction_id", equalTo("S"))
                .body("price", equalTo("182"))
                .body("portfolio_id", equalTo("P"));
        TestCaller.anybody().request().get("/api/v1/transactions/" + id).then().statusCode(404);
        caller.request().get("/api/v1/transactions/nonsense").then().statusCode(404);
    }

    @Test
    void pagesAreOfOneStateWhateverComesInBetween() {
        fiveDays();
        ValidatableResponse first =
                get("/transactions?limit=3").body("transactions.transaction_id", contains("D", "B1", "B2"));
        String cursor = first.extract().path("next_cursor");
        String known = first.extract().path("known_at");
        book(amount("EARLY", "DEPOSIT", "2025-08-01", null, "1"));

        get("/transactions?limit=3&cursor=" + cursor)
                .body("transactions.transaction_id", contains("S", "I"))
                .body("known_at", equalTo(known))
                .body("next_cursor", nullValue());
    }

    @Test
    void aCursorIsTheSameWhetherItsDatesWereAskedForOrAnswered() {
        fiveDays();
        ValidatableResponse first = get("/transactions?limit=3&as_of=2025-08-22");
        String cursor = first.extract().path("next_cursor");
        String known = first.extract().path("known_at");

        get("/transactions?limit=3&as_of=2025-08-22&known_at=" + known).body("next_cursor", equalTo(cursor));
        get("/transactions?limit=3&as_of=2025-08-22&known_at=" + known + "&cursor=" + cursor)
                .body("transactions.transaction_id", contains("S"));
        String read = "/api/v1/portfolios/P/transactions?limit=3&cursor=" + cursor;
        caller.request().get(read + "&as_of=2025-08-23").then().statusCode(400);
        caller.request().get(read + "&known_at=2025-01-01T00:00:00Z").then().statusCode(400);
    }

    @Test
    void theTagStaysWhileTheFiguresDo() {
        fiveDays();
        String tag = get("/positions").extract().header("ETag");
        new StoredQuotes(pool).close("ELSE-" + own, "2025-08-23", "1", "USD");

        caller.request()
                .header("If-None-Match", tag)
                .get(PORTFOLIOS + "/P/positions")
                .then()
                .statusCode(304);
        book(trade("B3", "BUY", "2025-08-24", "AAPL-" + own, 1, "1"));
        caller.request()
                .header("If-None-Match", tag)
                .get(PORTFOLIOS + "/P/positions")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/positions?colour=blue, 400",
        "/positions?cursor=x, 400",
        "/positions?as_of=yesterday, 400",
        "/positions?sort=price, 400",
        "/positions?known_at=2999-01-01T00:00:00Z, 422",
        "/positions?known_at=2001-01-01T00:00:00Z, 404",
        "/lots?sort=quantity, 400",
        "/transactions?type=GIFT, 400",
        "/transactions?limit=0, 400",
        "/valuation?basis=x, 400",
        "/valuations?from=1900-01-01, 422",
        "/realized-gains?from=1, 400"
    })
    void aQuestionThatMakesNoSenseIsRefused(String path, int status) {
        portfolio("USD");

        get(path).statusCode(status).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "/positions",
        "/positions/X/history",
        "/lots",
        "/realized-gains",
        "/cash",
        "/transactions",
        "/valuation",
        "/valuations"
    })
    void thePortfolioOfAnotherDoesNotExist(String path) {
        portfolio("USD");
        get(path).statusCode(200);

        TestCaller.anybody().request().get(PORTFOLIOS + "/P" + path).then().statusCode(404);
    }
}
