package dev.truemark.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivations over HTTP, of the same example as the valuation's: FX-001, a EUR stock in a USD portfolio. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class ExplainTest {
    private static final String AT = "&as_of=2025-08-15";

    private final TestCaller caller = TestCaller.anybody();
    private final String security = "EX-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    ObjectMapper mapper;

    private String book(JsonObject... transactions) {
        return ingest("transactions", new JsonObject().put("transactions", new JsonArray(List.of(transactions))));
    }

    /** Returns when it was known. */
    private String ingest(String kind, JsonObject body) {
        return caller.request()
                .header("Prefer", "wait=20")
                .body(body.encode())
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200)
                .extract()
                .path("known_at");
    }

    private JsonObject trade(String id, String type, String date, int quantity, String price, String rate) {
        return new JsonObject()
                .put("transaction_id", id)
                .put("portfolio_id", "P")
                .put("transaction_type", type)
                .put("transaction_date", date)
                .put("security_id", security)
                .put("trade_currency", "EUR")
                .put("quantity", quantity)
                .put("price", price)
                .put("fx_rate", rate);
    }

    private String example() {
        caller.request()
                .body(Map.of("portfolio_id", "P", "base_currency", "USD"))
                .post("/api/v1/portfolios")
                .then()
                .statusCode(201);
        book(trade("B", "BUY", "2025-08-10", 100, "150", "1.10"), trade("S", "SELL", "2025-08-15", 40, "170", "1.20"));
        return price("180");
    }

    private String price(String price) {
        return ingest(
                "market-prices",
                new JsonObject()
                        .put(
                                "market_prices",
                                new JsonArray(List.of(new JsonObject()
                                        .put("security_id", security)
                                        .put("price_date", "2025-08-15")
                                        .put("price", price)
                                        .put("currency", "EUR")))));
    }

    private Response get(String query) {
        return caller.request().get("/api/v1/portfolios/P/explain?" + query);
    }

    private ValidatableResponse of(String figure) {
        return get("figure=" + figure + "&security_id=" + security + AT).then().statusCode(200);
    }

    private List<String> faults(Response answer) throws Exception {
        JsonNode json = mapper.readTree(answer.asByteArray());
        return GraphChecker.faults(json);
    }

    /** 6,800 EUR of proceeds at 1.20 less 6,000 EUR of cost at 1.10: 8,160 − 6,600 = 1,560 USD. */
    @Test
    void aGainLeadsDownToTheTradesAndTheirRates() throws Exception {
        example();

        of("realized")
                .body("figure", equalTo("REALIZED"))
                .body("security_id", equalTo(security))
                .body("as_of", equalTo("2025-08-15"))
                .body("roots", hasSize(2))
                .body("roots[0].name", equalTo("realized_pnl"))
                .body("roots[0].value", equalTo("800"))
                .body("roots[0].unit", equalTo("EUR"))
                .body("roots[1].name", equalTo("realized_pnl_base"))
                .body("roots[1].value", equalTo("1560"))
                .body("nodes.findAll { it.fact?.field == 'fx_rate' }.value", hasItem("1.2"))
                .body("nodes.findAll { it.fact?.field == 'price' }.fact.transaction_id", hasItem("S"))
                .body("nodes.findAll { it.operation == 'SHARE' }.value", hasItem("6000"))
                .body("nodes.findAll { it.operation == 'BOOKED' }", hasSize(0));
        assertThat(faults(get("figure=realized&security_id=" + security + AT))).isEmpty();
        assertThat(faults(get("figure=total_value" + AT))).isEmpty();
        assertThat(faults(get("figure=realized" + AT))).isEmpty();
    }

    @Test
    void theMarketValueNamesItsPriceAndWhatIsMissing() {
        example();

        of("market_value")
                .body("roots[0].value", equalTo("10800"))
                .body("nodes.find { it.operation == 'PRICE' }.fact.time", equalTo("2025-08-15T00:00:00Z"))
                .body("nodes.find { it.operation == 'PRICE' }.fact.date_only", equalTo(true));
        of("quantity").body("roots[0].value", equalTo("60"));
        of("cost_basis").body("roots[0].value", equalTo("9000")).body("roots[1].value", equalTo("9900"));
        get("figure=market_value&as_of=2025-08-12")
                .then()
                .body("roots[0].value", nullValue())
                .body("nodes.find { it.operation == 'PRICE' }.reason", equalTo("NO_PRICE"))
                .body("quality.status", equalTo("INCOMPLETE"));
    }

    @Test
    void aDepthCollapsesAndACollapsedNodeOpens() {
        example();

        int node = get("figure=unrealized&depth=1&security_id=" + security + AT)
                .then()
                .statusCode(200)
                .extract()
                .path("nodes.find { it.collapsed }.id");
        get("figure=unrealized&depth=1&node=" + node + "&security_id=" + security + AT)
                .then()
                .statusCode(200)
                .body("nodes.find { it.id == " + node + " }.collapsed", equalTo(false));
        get("figure=unrealized&node=999999&security_id=" + security + AT).then().statusCode(404);
    }

    @Test
    void theSameDerivationIsNotModified() {
        example();
        String query = "figure=cost_basis&security_id=" + security + AT;

        String tag = get(query).then().statusCode(200).extract().header("ETag");
        caller.request()
                .header("If-None-Match", tag)
                .get("/api/v1/portfolios/P/explain?" + query)
                .then()
                .statusCode(304);
    }

    /** 60·180 = 10,800; 10 more 12,600; 30 instead of 40 sold 14,400; at 190 15,200. */
    @Test
    void aChangeIsSplitIntoCausesThatAddUp() {
        String from = example();
        book(trade("L", "BUY", "2025-08-11", 10, "151", "1.11"));
        String corrected =
                book(trade("S", "SELL", "2025-08-15", 30, "170", "1.20").put("revision", 2));
        price("190");

        changes("figure=market_value&security_id=" + security + AT + "&from_known_at=" + from)
                .statusCode(200)
                .body("from_known_at", equalTo(from))
                .body("changes[0].name", equalTo("market_value"))
                .body("changes[0].unit", equalTo("EUR"))
                .body("changes[0].from", equalTo("10800"))
                .body("changes[0].to", equalTo("15200"))
                .body("changes[0].difference", equalTo("4400"))
                .body("changes[0].causes.kind", contains("LATE_TRADE", "CORRECTION", "PRICE"))
                .body("changes[0].causes.delta", contains("1800", "1800", "800"))
                .body("changes[0].causes[0].facts[0].transaction_id", equalTo("L"))
                .body("changes[0].causes[1].facts[0].revision", equalTo(2))
                .body("changes[0].causes[1].facts[0].former_revision", equalTo(1))
                .body("changes[0].causes[1].facts[0].recorded_at", equalTo(corrected))
                .body("changes[0].causes[2].facts[0].former", equalTo("180"))
                .body("changes[0].causes[2].facts[0].now", equalTo("190"));
        changes("figure=realized" + AT + "&from_known_at=" + from + "&to_known_at=" + corrected)
                .body("to_known_at", equalTo(corrected))
                .body("changes[0].name", equalTo("realized_pnl_base"))
                .body("changes[0].from", equalTo("1560"))
                .body("changes[0].to", equalTo("1170"))
                .body("changes[0].causes.delta", contains("-390"));
        changes("figure=realized" + AT + "&from_known_at=" + corrected + "&to_known_at=" + from)
                .statusCode(422);
    }

    private ValidatableResponse changes(String query) {
        return caller.request().get("/api/v1/portfolios/P/changes?" + query).then();
    }

    @ParameterizedTest(name = "changes of {0} are {1}")
    @CsvSource(delimiter = '|', textBlock = """
            figure=quantity&from_known_at=2999-01-01T00:00Z      | 422
            figure=cash&from_known_at=2025-01-01T00:00Z          | 400
            figure=cost_basis                                    | 400
            figure=cost_basis&from_known_at=yesterday            | 400
            figure=cost_basis&from_known_at=2999-01-01T00:00Z    | 422
            figure=cost_basis&from_known_at=2020-01-01T00:00Z    | 404
            figure=cost_basis&from_known_at=2025-01-01T00:00Z&x= | 400
            """)
    void changesThatCannotBeToldAreRefused(String query, int status) {
        caller.request()
                .body(Map.of("portfolio_id", "P", "base_currency", "USD"))
                .post("/api/v1/portfolios")
                .then()
                .statusCode(201);

        changes(query).statusCode(status);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            figure=quantity                        | 422
            figure=cash&security_id=X              | 422
            figure=nonsense                        | 400
            figure=cash&depth=-1                   | 400
            figure=cash&depth=x                    | 400
            depth=1                                | 400
            figure=cost_basis&security_id=NEVER    | 404
            figure=cash&known_at=2999-01-01T00:00Z | 422
            figure=cash&nothing=1                  | 400
            """)
    void whatCannotBeExplainedIsRefused(String query, int status) {
        caller.request()
                .body(Map.of("portfolio_id", "P", "base_currency", "USD"))
                .post("/api/v1/portfolios")
                .then()
                .statusCode(201);

        get(query).then().statusCode(status);
        caller.request()
                .get("/api/v1/portfolios/NONE/explain?figure=cash")
                .then()
                .statusCode(404);
    }
}
