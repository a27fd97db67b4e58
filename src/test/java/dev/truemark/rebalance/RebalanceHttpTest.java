package dev.truemark.rebalance;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets, drift and proposals of a portfolio over HTTP, and what is refused. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class RebalanceHttpTest {
    private static final String DAY = "2025-03-14";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String portfolio = "REBAL" + run;
    private final String path = "/api/v1/portfolios/" + portfolio;
    private Investor investor;

    @BeforeEach
    void register() {
        investor = Investor.registered();
    }

    private Map<String, Object> transaction(String id, String type, String date) {
        return new HashMap<>(Map.of(
                "transaction_id", id + run,
                "portfolio_id", portfolio,
                "transaction_type", type,
                "transaction_date", date,
                "currency", "USD"));
    }

    private Map<String, Object> buy(String id, String security, int quantity, String price, String date) {
        Map<String, Object> buy = transaction(id, "BUY", date);
        buy.putAll(Map.of("security_id", security + run, "quantity", quantity, "price", price));
        return buy;
    }

    private void price(String security, String price) {
        investor.ingest(
                "market-prices",
                List.of(Map.of("security_id", security + run, "price_date", DAY, "price", price, "currency", "USD")));
    }

    /** A: 20 bought at 5 and 40 at 15, worth 10 each; B: 20 at 20; cash 1100 − 100 − 600 − 400 = 0. */
    private void holdings() {
        Map<String, Object> deposit = transaction("D", "DEPOSIT", "2023-01-02");
        deposit.put("gross_transaction_amount", "1100");
        investor.open(portfolio, Map.of("base_currency", "USD", "cash_tracking", "TRACKED"));
        investor.ingest(
                "transactions",
                List.of(
                        deposit,
                        buy("A1", "A", 20, "5", "2023-01-03"),
                        buy("A2", "A", 40, "15", "2025-03-03"),
                        buy("B1", "B", 20, "20", "2025-03-03")));
        price("A", "10");
        price("B", "20");
    }

    private ValidatableResponse send(String method, String at, String body) {
        return investor.request()
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"').replace("#", run))
                .request(method, path + at)
                .then();
    }

    private static final String HALVES =
            "{'date':'2025-03-01','by':'security','band':'0.05','targets':[{'security_id':'A#','weight':'0.5'},{'security_id':'B#','weight':0.5}]}";

    @Test
    void targetsAreDatedAndKnownSince() {
        investor.open(portfolio, Map.of("base_currency", "USD"));
        JsonPath none = investor.get("/portfolios/" + portfolio + "/targets");
        assertThat(none.getString("reasons.in_force")).isEqualTo("NO_TARGETS");

        String first = send("PUT", "/targets", HALVES)
                .statusCode(200)
                .body("cash_weight", equalTo("0"))
                .extract()
                .path("recorded_at");
        String again = send("PUT", "/targets", HALVES).statusCode(200).extract().path("recorded_at");
        assertThat(again).isEqualTo(first);
        send("PUT", "/targets", HALVES.replace("0.5}", "0.25}")).statusCode(200);
        send("PUT", "/targets", HALVES.replace("2025-03-01", "2025-06-01")).statusCode(200);

        String all = "/portfolios/" + portfolio + "/targets";
        assertThat(investor.get(all, "as_of", "2025-02-28").getString("in_force"))
                .isNull();
        assertThat(investor.get(all, "as_of", DAY).getString("in_force.cash_weight"))
                .isEqualTo("0.25");
        assertThat(investor.get(all, "as_of", DAY, "known_at", first).getString("in_force.cash_weight"))
                .isEqualTo("0");
        assertThat(investor.get(all, "as_of", "2025-06-01").getString("in_force.date"))
                .isEqualTo("2025-06-01");

        investor.request()
                .queryParam("date", "2025-06-01")
                .delete(path + "/targets")
                .then()
                .statusCode(204);
        assertThat(investor.get(all, "as_of", "2025-06-01").getList("dated.date"))
                .containsExactly("2025-03-01");
        investor.request()
                .queryParam("date", "2025-07-01")
                .delete(path + "/targets")
                .then()
                .statusCode(404);
    }

    @Test
    void driftAndTradesAgainstStoredTargets() {
        holdings();
        send("PUT", "/targets", HALVES).statusCode(200);

        JsonPath found = investor.get("/portfolios/" + portfolio + "/constituents", "as_of", DAY);
        assertThat(found.getList("constituents.weight")).containsExactly("0.6", "0.4");
        assertThat(found.getList("lines.drift")).containsExactly("0.1", "-0.1");
        assertThat(found.getList("lines.band_state")).containsExactly("ABOVE", "BELOW");
        assertThat(found.getString("drift")).isEqualTo("0.1");
        assertThat(found.getString("cash.target")).isEqualTo("0");

        send("POST", "/rebalance?as_of=" + DAY, "{}")
                .statusCode(200)
                .body("targets_date", equalTo("2025-03-01"))
                .body("trades.side", equalTo(List.of("SELL", "BUY")))
                .body("trades.quantity", equalTo(List.of("10", "5")))
                .body("trades[0].realized_pnl_base", equalTo("50"))
                .body("realized_pnl_base", equalTo("50"))
                .body("drift_after", equalTo("0"))
                .body("turnover", equalTo("0.1"))
                .body("lines.weight_after", equalTo(List.of("0.5", "0.5")))
                .body("cash_after", equalTo("0"));
        // of those bought at 15, at a loss of 5 each
        send("POST", "/rebalance?as_of=" + DAY, "{'lots':'TAX','tax':{'short_term_rate':0.3,'long_term_rate':0.2}}")
                .statusCode(200)
                .body("trades[0].lots.transaction_id", equalTo(List.of("A2" + run)))
                .body("realized_pnl_base", equalTo("-50"));
        send("POST", "/rebalance?as_of=" + DAY, "{'no_sell':['A#'],'cash_flow':'200'}")
                .statusCode(200)
                .body("trades.side", equalTo(List.of("BUY")))
                .body("trades.quantity", equalTo(List.of("10")))
                .body("drift_after", equalTo("0"));
        send("POST", "/rebalance?as_of=" + DAY, "{'no_sell':['A#'],'minimum_cash':'500'}")
                .statusCode(409)
                .body("code", equalTo("CASH_OUT_OF_REACH"));
    }

    /** Equities 60 of 100 in A and B to 60 %, and bonds by C, which is not held yet and costs 50. */
    @Test
    void classesAreBroughtToTheirTargetsAndWhatIsUnpricedRefused() {
        holdings();
        investor.ingest(
                "instruments",
                List.of(
                        Map.of("security_id", "A" + run, "asset_class", "EQUITY"),
                        Map.of("security_id", "B" + run, "asset_class", "EQUITY")));
        String classes =
                "{'targets':{'by':'asset_class','targets':[{'name':'EQUITY','weight':0.6},{'name':'BOND','weight':0.4,'security_id':'C#'},{'name':'GOLD','weight':0}]}}";
        send("POST", "/rebalance?as_of=" + DAY, "{}").statusCode(409).body("code", equalTo("TARGETS_MISSING"));
        send("POST", "/rebalance?as_of=" + DAY, classes)
                .statusCode(409)
                .body("code", equalTo("VALUATION_INCOMPLETE"))
                .body("errors.field", hasItem("C" + run));
        price("C", "50");

        send("POST", "/rebalance?as_of=" + DAY, classes)
                .statusCode(200)
                .body("drift_before", equalTo("0.4"))
                .body("drift_after", equalTo("0"))
                .body("trades.find { it.side == 'BUY' }.quantity", equalTo("8"));
        assertThat(investor.get("/portfolios/" + portfolio + "/constituents", "as_of", DAY)
                        .getString("reasons.target"))
                .isEqualTo("NO_TARGETS");

        investor.ingest("transactions", List.of(buy("X", "X", 1, "1", "2025-03-04")));
        send("POST", "/rebalance?as_of=" + DAY, classes)
                .statusCode(409)
                .body("code", equalTo("VALUATION_INCOMPLETE"))
                .body("errors.field", hasItem("X" + run));
        JsonPath incomplete = investor.get("/portfolios/" + portfolio + "/constituents", "as_of", DAY);
        assertThat(incomplete.getList("constituents.weight")).containsOnlyNulls();
        assertThat(incomplete.getString("reasons.weight")).isEqualTo("VALUE_UNKNOWN");
    }

    @ParameterizedTest(name = "targets {0} are refused: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'targets':[{'security_id':'A','weight':1}]}                                                          | date                   | REQUIRED
        {'date':'1799-12-31','targets':[{'security_id':'A','weight':1}]}                                      | date                   | OUT_OF_RANGE
        {'date':'2025-01-01','by':'colour','targets':[{'name':'A','weight':1}]}                               | by                     | UNKNOWN
        {'date':'2025-01-01'}                                                                                 | targets                | REQUIRED
        {'date':'2025-01-01','targets':[]}                                                                    | targets                | REQUIRED
        {'date':'2025-01-01','targets':[{'weight':1}]}                                                        | targets[0].security_id | REQUIRED
        {'date':'2025-01-01','targets':[{'security_id':'A','name':'A','weight':1}]}                           | targets[0].name        | NOT_TOGETHER
        {'date':'2025-01-01','by':'sector','targets':[{'security_id':'A','weight':1}]}                        | targets[0].name        | REQUIRED
        {'date':'2025-01-01','targets':[{'security_id':'A'}]}                                                 | targets[0].weight      | REQUIRED
        {'date':'2025-01-01','targets':[{'security_id':'A','weight':-0.1}]}                                   | targets[0].weight      | OUT_OF_RANGE
        {'date':'2025-01-01','targets':[{'security_id':'A','weight':0.6},{'security_id':'B','weight':0.41}]}  | targets                | SUM_TOO_LARGE
        {'date':'2025-01-01','targets':[{'security_id':'A','weight':0.1},{'security_id':'A','weight':0.1}]}   | targets[1].security_id | DUPLICATE
        {'date':'2025-01-01','band':1.1,'targets':[{'security_id':'A','weight':1}]}                           | band                   | OUT_OF_RANGE
        {'date':'2025-01-01','band':0.1,'relative_band':0.1,'targets':[{'security_id':'A','weight':1}]}       | band                   | NOT_TOGETHER
        {'date':'2025-01-01','targets':[{'security_id':'A','weight':1,'band':-1}]}                            | targets[0].band        | OUT_OF_RANGE
        {'date':'2025-01-01','targets':[{'security_id':'A','weight':1}],'colour':1}                           | colour                 | UNKNOWN_FIELD
        """)
    void refusesTargets(String body, String field, String code) {
        send("PUT", "/targets", body)
                .statusCode(422)
                .body("errors.collect { it.field + ' ' + it.code }", hasItem(field + " " + code));
    }

    @ParameterizedTest(name = "{0} is refused: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'targets':{'targets':[{'security_id':'A','weight':2}]}} | targets.targets[0].weight     | OUT_OF_RANGE
        {'minimum_cash':-1}                                      | minimum_cash                  | NEGATIVE
        {'minimum_trade':-1}                                     | minimum_trade                 | NEGATIVE
        {'fee_per_trade':-1}                                     | fee_per_trade                 | NEGATIVE
        {'fee_rate':1.5}                                         | fee_rate                      | OUT_OF_RANGE
        {'maximum_turnover':-0.1}                                | maximum_turnover              | OUT_OF_RANGE
        {'quantity_step':0}                                      | quantity_step                 | NOT_POSITIVE
        {'quantity_steps':[{'step':1}]}                          | quantity_steps[0].security_id | REQUIRED
        {'quantity_steps':[{'security_id':'A','step':-1}]}       | quantity_steps[0].step        | NOT_POSITIVE
        {'no_sell':[null]}                                       | no_sell[0]                    | REQUIRED
        {'lots':'TAX'}                                           | tax                           | NOT_TOGETHER
        {'tax':{'short_term_rate':0,'long_term_rate':0}}         | tax                           | NOT_TOGETHER
        {'lots':'TAX','tax':{'short_term_rate':2}}               | tax.short_term_rate           | OUT_OF_RANGE
        {'lots':'TAX','tax':{'short_term_rate':0}}               | tax.long_term_rate            | REQUIRED
        {'colour':1}                                             | colour                        | UNKNOWN_FIELD
        """)
    void refusesAQuestion(String body, String field, String code) {
        send("POST", "/rebalance", body)
                .statusCode(422)
                .body("errors.collect { it.field + ' ' + it.code }", hasItem(field + " " + code));
    }

    private ValidatableResponse calculate(String body) {
        return investor.request()
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/api/v1/analytics/rebalance")
                .then();
    }

    /** 600 of A and 400 of B to halves; by class, 600 and 400 of equities to 80 %, bonds at 50 for the rest. */
    @Test
    void theCalculatorIsTheSameFunction() {
        String positions =
                "'positions':[{'security_id':'A','quantity':60,'price':10,'name':'EQUITY'},{'security_id':'B','quantity':20,'price':20,'name':'EQUITY'},{'security_id':'C','price':50,'name':'BOND'}]";

        calculate("{" + positions
                        + ",'targets':{'targets':[{'security_id':'A','weight':0.5},{'security_id':'B','weight':0.5}]}}")
                .statusCode(200)
                .body("trades.security_id", equalTo(List.of("A", "B")))
                .body("trades.quantity", equalTo(List.of("10", "5")))
                .body("drift_after", equalTo("0"));
        calculate(
                        "{" + positions
                                + ",'targets':{'by':'asset_class','targets':[{'name':'EQUITY','weight':0.8},{'name':'BOND','weight':0.2}]},'rules':{'fee_per_trade':0}}")
                .statusCode(200)
                .body("drift_before", equalTo("0.2"))
                .body("drift_after", equalTo("0"))
                .body("lines.weight_after", equalTo(List.of("0.8", "0.2")));
        calculate("{'positions':[],'cash':100,'targets':{'targets':[{'security_id':'A','weight':1}]}}")
                .statusCode(409)
                .body("code", equalTo("VALUATION_INCOMPLETE"));
    }

    @ParameterizedTest(name = "the calculator refuses {0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'positions':[]}                                                                                                  | targets                  | REQUIRED
        {'targets':{'targets':[{'security_id':'A','weight':1}]}}                                                          | positions                | REQUIRED
        {'positions':[{'price':1}],'targets':{'targets':[{'security_id':'A','weight':1}]}}                                | positions[0].security_id | REQUIRED
        {'positions':[{'security_id':'A'}],'targets':{'targets':[{'security_id':'A','weight':1}]}}                        | positions[0].price       | REQUIRED
        {'positions':[{'security_id':'A','price':-1}],'targets':{'targets':[{'security_id':'A','weight':1}]}}             | positions[0].price       | NEGATIVE
        {'positions':[],'targets':{'targets':[{'security_id':'A','weight':2}]}}                                           | targets.targets[0].weight | OUT_OF_RANGE
        {'positions':[],'targets':{'targets':[{'security_id':'A','weight':1}]},'rules':{'lots':'METHOD'}}                 | rules.lots               | NOT_ALLOWED
        {'positions':[],'targets':{'targets':[{'security_id':'A','weight':1}]},'rules':{'minimum_trade':-1}}              | rules.minimum_trade            | NEGATIVE
        {'positions':[],'targets':{'targets':[{'security_id':'A','weight':1}]},'colour':1}                                | colour                   | UNKNOWN_FIELD
        """)
    void theCalculatorRefuses(String body, String field, String code) {
        calculate(body)
                .statusCode(422)
                .body("errors.collect { it.field + ' ' + it.code }", hasItem(field + " " + code));
    }

    @Test
    void strangersSeeNothing() {
        holdings();
        Investor stranger = Investor.registered();
        for (String each : List.of("/targets", "/constituents", "/allocation")) {
            stranger.request().get(path + each).then().statusCode(404);
        }
        stranger.request()
                .contentType(ContentType.JSON)
                .body(HALVES.replace('\'', '"').replace("#", run))
                .put(path + "/targets")
                .then()
                .statusCode(404);
        stranger.request()
                .queryParam("date", DAY)
                .delete(path + "/targets")
                .then()
                .statusCode(404);
    }
}
