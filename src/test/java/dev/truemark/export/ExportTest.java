package dev.truemark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import dev.truemark.auth.Scopes;
import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class ExportTest {
    private static final String BOOKS = """
            {"transactions":[
             {"transaction_id":"IN","portfolio_id":"OUT","transaction_date":"2024-01-02","transaction_type":"DEPOSIT","gross_transaction_amount":"10000","currency":"USD"},
             {"transaction_id":"B1","portfolio_id":"OUT","security_id":"EXPORTED","transaction_date":"2024-01-10T10:30:00Z","transaction_type":"BUY","quantity":"100.5","price":"10.25","fees":"1.5","currency":"USD","notes":"a \\"note\\""},
             {"transaction_id":"B2","portfolio_id":"OUT","security_id":"EXPORTED","transaction_date":"2024-01-10","transaction_type":"BUY","quantity":"20","price":"11","currency":"USD"},
             {"transaction_id":"B4","portfolio_id":"OUT","security_id":"EXPORTED_BOND","transaction_date":"2024-01-10","transaction_type":"BUY","quantity":"1000","price":"98.5","price_unit":"PERCENT","currency":"USD"},
             {"transaction_id":"B3","portfolio_id":"OUT","security_id":"EXPORTED","transaction_date":"2024-01-10","transaction_type":"BUY","quantity":"20","price":"11","currency":"USD"},
             {"transaction_id":"SP","portfolio_id":"OUT","security_id":"EXPORTED","transaction_date":"2024-02-01","transaction_type":"SPLIT","ratio":"2","currency":"USD"},
             {"transaction_id":"S1","portfolio_id":"OUT","security_id":"EXPORTED","transaction_date":"2024-02-20","transaction_type":"SELL","quantity":"40","price":"6","currency":"USD"},
             {"transaction_id":"FX","portfolio_id":"OUT","transaction_date":"2024-02-21","transaction_type":"FX_CONVERSION","quantity":"900","gross_transaction_amount":"1000","trade_currency":"USD","currency":"EUR","fx_rate":"1"},
             {"transaction_id":"DI","portfolio_id":"OUT","security_id":"EXPORTED","transaction_date":"2024-03-01","transaction_type":"DIVIDEND","gross_transaction_amount":"30","withholding_tax":"4.5","currency":"USD"}]}""";

    private static ValidatableResponse sent(TestUser user, String kind, String type, String body) {
        return user.request()
                .contentType(type)
                .header("Prefer", "wait=20")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
    }

    private static TestUser withBooks() {
        TestUser user = TestUser.withScopes(Scopes.MARKET_WRITE);
        sent(user, "portfolios", "application/json", """
                {"portfolios":[{"portfolio_id":"OUT","name":"Way out","base_currency":"USD","cost_method":"LIFO"}]}""");
        sent(user, "instruments", "application/json", """
                {"instruments":[{"security_id":"EXPORTED","symbol":"XPT","name":"Exported","instrument_currency":"USD"}]}""");
        sent(user, "transactions", "application/json", BOOKS).body("items.status", everyItem(equalTo("BOOKED")));
        String id = user.request()
                .get("/api/v1/portfolios/OUT/transactions?security_id=EXPORTED&type=DIVIDEND")
                .then()
                .extract()
                .path("transactions[0].id");
        user.request()
                .header("Prefer", "wait=20")
                .delete("/api/v1/transactions/" + id)
                .then()
                .statusCode(200);
        return user;
    }

    private static String exported(TestUser user, String query) {
        return user.request()
                .get("/api/v1/portfolios/OUT/export" + query)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
    }

    private static List<String> statuses(ValidatableResponse answer) {
        return answer.extract().path("items.status");
    }

    private static Object books(TestUser user, String portfolio, String part, String list) {
        return user.request()
                .get("/api/v1/portfolios/" + portfolio + "/" + part)
                .then()
                .statusCode(200)
                .extract()
                .path(list);
    }

    @Test
    void whatIsExportedImportsIntoEqualBooks() {
        TestUser user = withBooks();
        String file = exported(user, "");
        TestUser other = TestUser.create();
        sent(other, "portfolios", "application/x-ndjson", file).body("items.status", everyItem(equalTo("BOOKED")));
        sent(other, "transactions", "application/x-ndjson", file)
                .body("items", hasSize(9))
                .body("items.status", everyItem(equalTo("BOOKED")));

        assertThat(books(other, "OUT", "positions", "books_hash"))
                .isEqualTo(books(user, "OUT", "positions", "books_hash"));
        assertThat(books(other, "OUT", "positions", "positions"))
                .isEqualTo(books(user, "OUT", "positions", "positions"));
        assertThat(books(other, "OUT", "cash", "cash")).isEqualTo(books(user, "OUT", "cash", "cash"));
        assertThat(withoutIds(books(other, "OUT", "lots", "lots")))
                .isEqualTo(withoutIds(books(user, "OUT", "lots", "lots")));
        assertThat(exported(other, "")).isEqualTo(file);
    }

    @SuppressWarnings("unchecked")
    private static Object withoutIds(Object lots) {
        List<Map<String, Object>> all = (List<Map<String, Object>>) lots;
        all.forEach(lot -> lot.remove("lot_id"));
        return all;
    }

    @Test
    void theSameFileAgainChangesNothing() {
        TestUser user = withBooks();
        String file = exported(user, "");

        assertThat(statuses(sent(user, "transactions", "application/x-ndjson", file)))
                .containsOnly("REPLAYED");
        assertThat(exported(user, "")).isEqualTo(file);
    }

    @Test
    void everyWordAndAnotherNameCanBeAskedFor() {
        TestUser user = withBooks();
        List<JsonObject> lines = exported(user, "?revisions=all&as=COPY")
                .lines()
                .map(JsonObject::new)
                .toList();

        assertThat(lines)
                .filteredOn(l -> "DI".equals(l.getString("transaction_id")))
                .hasSize(2);
        assertThat(lines)
                .filteredOn(l -> l.getString("kind").equals("portfolios"))
                .hasSize(1);
        assertThat(lines.getFirst().getString("cost_method")).isEqualTo("LIFO");
        assertThat(lines)
                .filteredOn(l -> !l.getString("kind").equals("instruments"))
                .allMatch(l -> l.getString("portfolio_id").equals("COPY"));
        assertThat(lines.getLast().getString("symbol")).isEqualTo("XPT");
    }

    /** 60 of 100 bought at 10 go from A to OUT with their date and cost. */
    @Test
    void lotsOfATransferComeWithTheirPortfolioOrStandAlone() {
        TestUser user = TestUser.create();
        sent(user, "transactions", "application/json", """
                {"transactions":[
                 {"transaction_id":"B","portfolio_id":"A","security_id":"MOVED","transaction_date":"2024-01-10","transaction_type":"BUY","quantity":"100","price":"10","currency":"USD"},
                 {"transaction_id":"B","portfolio_id":"OUT","security_id":"MOVED","transaction_date":"2024-01-11","transaction_type":"BUY","quantity":"1","price":"12","currency":"USD"},
                 {"transaction_id":"T","portfolio_id":"A","security_id":"MOVED","transaction_date":"2024-02-10","transaction_type":"TRANSFER_OUT","quantity":"60","currency":"USD","target_portfolio_id":"OUT"}]}""");
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .until(() -> "61".equals(books(user, "OUT", "positions", "positions[0].quantity")));
        TestUser other = TestUser.create();
        String alone = exported(user, "?standalone=true");

        assertThat(exported(user, "").lines()).noneMatch(line -> line.contains("TRANSFER_IN"));
        sent(other, "portfolios", "application/x-ndjson", alone);
        sent(other, "transactions", "application/x-ndjson", alone).body("items.status", everyItem(equalTo("BOOKED")));
        assertThat(books(other, "OUT", "positions", "books_hash"))
                .isEqualTo(books(user, "OUT", "positions", "books_hash"));
    }

    @Test
    void refusesOthersAndWhatItDoesNotKnow() {
        TestUser user = TestUser.create();
        user.request().get("/api/v1/portfolios/NONE/export").then().statusCode(404);
        user.request()
                .get("/api/v1/portfolios/NONE/export?revisions=some")
                .then()
                .statusCode(400);
        user.request().get("/api/v1/portfolios/NONE/export?revision=all").then().statusCode(400);
    }
}
