package dev.truemark.statement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books of 10,000 paid in, 100 bought at 10 and 40 sold at 12: 60 that cost 600, and 9,480 in cash. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class AssertionsTest {
    private static final String BOOKS = """
            {"transactions":[
             {"transaction_id":"IN","portfolio_id":"P","transaction_date":"2024-01-02","transaction_type":"DEPOSIT","gross_transaction_amount":"10000","currency":"USD"},
             {"transaction_id":"B","portfolio_id":"P","security_id":"ASSERTED","transaction_date":"2024-01-10","transaction_type":"BUY","quantity":"100","price":"10","currency":"USD"},
             {"transaction_id":"S","portfolio_id":"P","security_id":"ASSERTED","transaction_date":"2024-02-20","transaction_type":"SELL","quantity":"40","price":"12","currency":"USD"}%s]}""";
    private static final String AGAIN = """
            ,{"transaction_id":"S2","portfolio_id":"P","security_id":"ASSERTED","transaction_date":"2024-02-20","transaction_type":"SELL","quantity":"40","price":"12","currency":"USD"}""";
    private static final String STATED = """
            {"statements":[
             {"date":"2024-01-31","positions":[{"security_id":"ASSERTED","quantity":"100","cost_basis":"1000"}],"cash":[{"currency":"USD","balance":"9000"}]},
             {"date":"2024-02-29","positions":[{"security_id":"ASSERTED","quantity":"60","cost_basis":"600"}],"cash":[{"currency":"USD","balance":"9480"}]}]}""";

    private TestUser user;

    @BeforeEach
    void aNewUser() {
        user = TestUser.create();
    }

    private void booked(String more) {
        user.request()
                .contentType("application/json")
                .header("Prefer", "wait=20")
                .body(BOOKS.formatted(more))
                .post("/api/v1/ingest/transactions")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse asserted(String body) {
        return user.request()
                .contentType("application/json")
                .body(body)
                .post("/api/v1/portfolios/P/assertions")
                .then();
    }

    @Test
    void booksThatAgreeMatch() {
        booked("");

        asserted(STATED)
                .statusCode(200)
                .body("status", equalTo("MATCH"))
                .body("agreed_up_to", equalTo("2024-02-29"))
                .body("first_divergence", nullValue())
                .body("cash_compared", equalTo(true))
                .body("candidates", hasSize(0));
    }

    @Test
    void theFirstDateAndTheDoubledSaleAreTold() {
        booked(AGAIN);

        asserted(STATED)
                .statusCode(200)
                .body("status", equalTo("DIVERGED"))
                .body("agreed_up_to", equalTo("2024-01-31"))
                .body("first_divergence", equalTo("2024-02-29"))
                .body("differences.figure", equalTo(java.util.List.of("QUANTITY", "CASH", "COST")))
                .body("differences[0].security_id", equalTo("ASSERTED"))
                .body("differences[0].difference", equalTo("40"))
                .body("differences[1].currency", equalTo("USD"))
                .body("differences[1].difference", equalTo("-480"))
                .body("differences[2].difference", equalTo("400"))
                .body("later_differences", equalTo(0))
                .body("candidates[0].kind", equalTo("DOUBLED"))
                .body("candidates[0].evidence", hasItem("TWIN_ON_THE_SAME_DAY"))
                .body("candidates[0].unexplained", equalTo(0));
        user.request().get("/api/v1/portfolios/P/positions").then().body("positions[0].quantity", equalTo("20"));
    }

    @Test
    void aReversedTransactionIsNotInTheBooks() {
        booked(AGAIN);
        String id = asserted(STATED).extract().path("candidates[0].id");
        user.request()
                .header("Prefer", "wait=20")
                .delete("/api/v1/transactions/" + id)
                .then()
                .statusCode(200);

        asserted(STATED).statusCode(200).body("status", equalTo("MATCH"));
    }

    @ParameterizedTest(name = "{2} {3} of {0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                                      | 422 | statements                             | REQUIRED
            {"statements":[]}                                                                                       | 422 | statements                             | REQUIRED
            {"statements":[{"positions":[]}]}                                                                       | 422 | statements[0].date                     | REQUIRED
            {"statements":[{"date":"2024-01-31"}]}                                                                  | 422 | statements[0]                          | EMPTY
            {"statements":[{"date":"2024-01-31","cash":[]},{"date":"2024-01-31","cash":[]}]}                        | 422 | statements[1].date                     | DUPLICATE
            {"statements":[{"date":"2024-01-31","positions":[{"security_id":"A"}]}]}                                | 422 | statements[0].positions[0].quantity    | REQUIRED
            {"statements":[{"date":"2024-01-31","positions":[{"quantity":"1"}]}]}                                   | 422 | statements[0].positions[0].security_id | REQUIRED
            {"statements":[{"date":"2024-01-31","positions":[{"security_id":"A","quantity":1},{"security_id":"A","quantity":1}]}]} | 422 | statements[0].positions[1].security_id | DUPLICATE
            {"statements":[{"date":"2024-01-31","cash":[{"currency":"usd","balance":"1"}]}]}                        | 422 | statements[0].cash[0].currency         | UNKNOWN_CURRENCY
            {"statements":[{"date":"2024-01-31","cash":[{"currency":"USD"}]}]}                                      | 422 | statements[0].cash[0].balance          | REQUIRED
            {"statements":[{"date":"2024-01-31","cash":[{"currency":"USD","balance":"1"},{"currency":"USD","balance":"1"}]}]} | 422 | statements[0].cash[1].currency | DUPLICATE
            {"statements":[{"date":"2024-01-31","cash":[]}],"tolerance":{"cash":"-1"}}                              | 422 | tolerance.cash                         | NEGATIVE
            """)
    void refuses(String body, int status, String field, String code) {
        booked("");
        asserted(body).statusCode(status).body("errors.field", hasItem(field)).body("errors.code", hasItem(code));
    }

    @Test
    void refusesUnknownFieldsAndOthersPortfolios() {
        asserted("{\"statments\":[]}").statusCode(422);
        asserted(STATED).statusCode(404);
    }
}
