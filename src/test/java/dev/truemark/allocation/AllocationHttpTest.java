package dev.truemark.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The allocation of a portfolio over HTTP, from facts to weights, its calculator, and what both refuse. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class AllocationHttpTest {
    private static final String DAY = "2025-03-14";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String portfolio = "ALLOC" + run;
    private Investor investor;

    @BeforeEach
    void register() {
        investor = Investor.registered();
    }

    private Map<String, Object> buy(String security, int quantity, String price) {
        return Map.of(
                "transaction_id",
                "T" + security + run,
                "portfolio_id",
                portfolio,
                "security_id",
                security + run,
                "transaction_type",
                "BUY",
                "transaction_date",
                "2025-03-03",
                "quantity",
                quantity,
                "price",
                price,
                "currency",
                "USD");
    }

    private Map<String, Object> price(String security, String price) {
        return Map.of("security_id", security + run, "price_date", DAY, "price", price, "currency", "USD");
    }

    private void holdings() {
        investor.ingest(
                "instruments",
                List.of(
                        Map.of(
                                "security_id",
                                "TECH" + run,
                                "asset_class",
                                "EQUITY",
                                "sector",
                                "TECHNOLOGY",
                                "instrument_currency",
                                "USD"),
                        Map.of(
                                "security_id",
                                "BANK" + run,
                                "asset_class",
                                "EQUITY",
                                "sector",
                                "FINANCE",
                                "instrument_currency",
                                "USD"),
                        Map.of(
                                "security_id",
                                "FUND" + run,
                                "asset_class",
                                "FUND",
                                "instrument_currency",
                                "USD",
                                "constituents",
                                List.of(
                                        Map.of("security_id", "TECH" + run, "weight", "0.5"),
                                        Map.of("securityId", "BANK" + run, "weight", 0.25)))));
        investor.open(portfolio, Map.of("base_currency", "USD", "cash_tracking", "TRACKED"));
        investor.ingest(
                "transactions",
                List.of(
                        Map.of(
                                "transaction_id", "D" + run,
                                "portfolio_id", portfolio,
                                "transaction_type", "DEPOSIT",
                                "transaction_date", "2025-03-03",
                                "gross_transaction_amount", "2000",
                                "currency", "USD"),
                        buy("TECH", 10, "50"),
                        buy("FUND", 10, "100")));
    }

    private JsonPath allocation(Object... parameters) {
        Object[] all = new Object[parameters.length + 2];
        all[0] = "as_of";
        all[1] = DAY;
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        return investor.get("/portfolios/" + portfolio + "/allocation", all);
    }

    /** TECH 10 · 60 and half of the fund's 10 · 120; FINANCE a quarter; the fund itself the rest; cash 2000 − 500 − 1000. */
    @Test
    void weightsThroughFundsAddUpAndAreNullWithoutAPrice() {
        holdings();
        investor.ingest("market-prices", List.of(price("FUND", "120")));

        JsonPath unpriced = allocation("by", "asset_class,sector", "crossed", "true");

        assertThat(unpriced.getString("total_value")).isNull();
        assertThat(unpriced.getString("reasons.weight")).isEqualTo("VALUE_UNKNOWN");
        assertThat(unpriced.getList("allocations.segments.weight.flatten()")).containsOnlyNulls();
        assertThat(unpriced.getList("missing.security_id")).containsExactly("TECH" + run);
        assertThat(unpriced.getList("missing.needs.flatten()")).containsExactly("TECH" + run);
        assertThat(unpriced.getString("quality.status")).isEqualTo("INCOMPLETE");

        investor.ingest("market-prices", List.of(price("TECH", "60")));
        JsonPath found = allocation("by", "asset_class,sector", "crossed", "true", "top", "1");

        assertThat(found.getString("total_value")).isEqualTo("2300");
        assertThat(found.getList("allocations[1].segments.name")).containsExactly("TECHNOLOGY", "FINANCE", null, "USD");
        assertThat(found.getList("allocations[1].segments.kind"))
                .containsExactly("CLASSIFIED", "CLASSIFIED", "UNCLASSIFIED", "CASH");
        assertThat(found.getList("allocations[1].segments.value")).containsExactly("1200", "300", "300", "500");
        assertThat(found.getString("allocations[1].segments[0].value_through_funds"))
                .isEqualTo("600");
        assertThat(found.getString("allocations[1].segments[0].weight")).isEqualTo("0.521739130434782609");
        assertThat(found.getList("crossed.segments[2].names")).containsExactly("FUND", null);
        assertThat(found.getString("look_through.opened[0].covered_weight")).isEqualTo("0.75");
        // (1200² + 300² + 300²) / 1800²
        assertThat(found.getString("concentration.herfindahl")).isEqualTo("0.5");
        assertThat(found.getString("concentration.effective_number")).isEqualTo("2");
        assertThat(found.getList("concentration.largest.security_id")).containsExactly("TECH" + run);

        JsonPath closed = allocation("by", "asset_class", "look_through", "false");
        assertThat(closed.getList("allocations[0].segments.value")).containsExactly("1200", "600", "500");
    }

    @ParameterizedTest(name = "?{0}={1} is refused")
    @CsvSource(delimiter = '|', textBlock = """
        by           | colour
        by           | sector,sector
        crossed      | maybe
        look_through | 1
        top          | 0
        """)
    void refusesAQuestion(String parameter, String value) {
        investor.request()
                .queryParam(parameter, value)
                .get("/api/v1/portfolios/P/allocation")
                .then()
                .statusCode(400)
                .body("code", equalTo("BAD_REQUEST"));
    }

    private ValidatableResponse calculate(String body) {
        return investor.request()
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/api/v1/analytics/allocation")
                .then();
    }

    @Test
    void theCalculatorTakesAnyAttribute() {
        calculate("{'by':['rating'],'positions':[{'security_id':'A','value':'75'},{'security_id':'F','value':20}],"
                        + "'cash':[{'currency':'USD','value':5}],'instruments':[{'security_id':'A','attributes':{'rating':'AAA'}},"
                        + "{'security_id':'F','constituents':[{'security_id':'A','weight':0.5}]}]}")
                .statusCode(200)
                .body("total_value", equalTo("100"))
                .body("allocations[0].segments.find { it.kind == 'CLASSIFIED' }.value", equalTo("85"))
                .body("allocations[0].segments.find { it.kind == 'UNCLASSIFIED' }.weight", equalTo("0.1"))
                .body("allocations[0].segments.find { it.kind == 'CASH' }.weight", equalTo("0.05"));
    }

    @ParameterizedTest(name = "{0} is refused: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'positions':[]}                                                        | by                             | REQUIRED
        {'by':[],'positions':[]}                                                | by                             | REQUIRED
        {'by':['a','a'],'positions':[]}                                         | by[1]                          | DUPLICATE
        {'by':['a']}                                                            | positions                      | REQUIRED
        {'by':['a'],'positions':[],'top':0}                                     | top                            | OUT_OF_RANGE
        {'by':['a'],'positions':[{'value':1}]}                                  | positions[0].security_id       | REQUIRED
        {'by':['a'],'positions':[{'security_id':'A'},{'security_id':'A'}]}      | positions[1].security_id       | DUPLICATE
        {'by':['a'],'positions':[],'cash':[{'value':1}]}                        | cash[0].currency               | REQUIRED
        {'by':['a'],'positions':[],'instruments':[{}]}                          | instruments[0].security_id     | REQUIRED
        {'by':['a'],'positions':[],'instruments':[{'security_id':'F','constituents':[{'security_id':'A'}]}]}                | instruments[0].constituents[0].weight | REQUIRED
        {'by':['a'],'positions':[],'instruments':[{'security_id':'F','constituents':[{'security_id':'F','weight':1}]}]}     | instruments[0].constituents[0]        | ITSELF
        {'by':['a'],'positions':[],'instruments':[{'security_id':'F','constituents':[{'security_id':'A','weight':1.1}]}]}   | instruments[0].constituents           | SUM_TOO_LARGE
        {'by':['a'],'positions':[],'colour':1}                                  | colour                         | UNKNOWN_FIELD
        """)
    void theCalculatorRefuses(String body, String field, String code) {
        calculate(body)
                .statusCode(422)
                .body("errors.collect { it.field + ' ' + it.code }", hasItem(field + " " + code));
    }
}
