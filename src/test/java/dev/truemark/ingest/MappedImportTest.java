package dev.truemark.ingest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file of a bank with two equal purchases, by a kept mapping. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class MappedImportTest {
    private static final String MAPPINGS = "/api/v1/ingest/mappings/";
    private static final String MAPPING = """
            {"columns":{"Datum":"transaction_date","Art":"transaction_type","ISIN":"security_id","Stueck":"quantity","Kurs":"price"},
             "ignored_columns":["Saldo"],"values":{"transaction_type":{"Kauf":"BUY","Verkauf":"SELL"}},
             "defaults":{"portfolio_id":"DEPOT","trade_currency":"EUR","source":"bank"},
             "date_format":"dd.MM.yyyy","decimal_separator":",","grouping_separator":".","separator":";"}""";
    private static final String FILE = """
            Datum;Art;ISIN;Stueck;Kurs;Saldo
            02.01.2024;Kauf;MAPPED;1.000;10,50;1
            02.01.2024;Kauf;MAPPED;1.000;10,50;1
            03.01.2024;Verkauf;MAPPED;500;11;2
            """;

    private TestUser user;

    @BeforeEach
    void aNewUserWithAMapping() {
        user = TestUser.create();
        user.request()
                .contentType("application/json")
                .body(MAPPING)
                .put(MAPPINGS + "bank")
                .then()
                .statusCode(200)
                .body("name", equalTo("bank"))
                .body("mapping.columns.Datum", equalTo("transaction_date"));
    }

    private RequestSpecification file(String text) {
        return user.request()
                .contentType("text/csv")
                .queryParam("mapping", "bank")
                .header("Prefer", "wait=20")
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse sent(RequestSpecification file) {
        return file.post("/api/v1/ingest/transactions").then();
    }

    @Test
    void theSameFileTwiceChangesNothingAndEqualRowsStayTwo() {
        sent(file(FILE).queryParam("dry_run", true)).statusCode(200).body("items.status", everyItem(equalTo("BOOKED")));
        sent(file(FILE))
                .statusCode(200)
                .body("items.status", everyItem(equalTo("BOOKED")))
                .body("items", hasSize(3))
                .body("items[0].transaction_id", startsWith("row-"));
        sent(file(FILE)).statusCode(200).body("items.status", everyItem(equalTo("REPLAYED")));
        sent(file(FILE).queryParam("dry_run", true))
                .statusCode(200)
                .body("items.status", everyItem(equalTo("REPLAYED")));

        user.request()
                .get("/api/v1/portfolios/DEPOT/positions")
                .then()
                .body("positions[0].quantity", equalTo("1500"))
                .body("positions[0].cost_basis", equalTo("15750"));
    }

    @Test
    void everyRowHasItsFate() {
        String bad = FILE + "2024-01-04;Kauf;MAPPED;1;1,00;3\n04.01.2024;Tausch;MAPPED;1;1,00;3\n";

        sent(file(bad))
                .statusCode(422)
                .body("errors.field", hasItems("transactions[3].Datum", "transactions[4].transaction_type"))
                .body("errors.code", hasItems("WRONG_FORMAT", "UNKNOWN_VALUE"));
        sent(file(bad).queryParam("partial", true))
                .statusCode(200)
                .body("items.status", equalTo(List.of("BOOKED", "BOOKED", "BOOKED", "INVALID", "INVALID")));
    }

    @Test
    void aFileThatDoesNotFitIsRefused() {
        sent(file(FILE.replace("Saldo", "Rest")))
                .statusCode(422)
                .body("errors.field", hasItem("header.Rest"))
                .body("errors.code", hasItem("UNKNOWN_COLUMN"));
        user.request()
                .contentType("text/csv")
                .body(FILE)
                .post("/api/v1/ingest/transactions?mapping=none")
                .then()
                .statusCode(404);
        user.request()
                .contentType("text/csv")
                .body(FILE)
                .post("/api/v1/ingest/portfolios?mapping=bank")
                .then()
                .statusCode(400);
    }

    @Test
    void aMappingIsItsOwnersAlone() {
        TestUser other = TestUser.create();
        other.request().get(MAPPINGS + "bank").then().statusCode(404);
        other.request().delete(MAPPINGS + "bank").then().statusCode(404);
        other.request().get("/api/v1/ingest/mappings").then().statusCode(200).body("mappings", hasSize(0));

        user.request().get("/api/v1/ingest/mappings").then().body("mappings.name", equalTo(List.of("bank")));
        user.request().delete(MAPPINGS + "bank").then().statusCode(204);
        user.request().get(MAPPINGS + "bank").then().statusCode(404);
    }

    @Test
    void refusesWhatIsNoMapping() {
        user.request()
                .contentType("application/json")
                .body("{\"columns\":{\"A\":\"quantty\"}}")
                .put(MAPPINGS + "x")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("columns.A"));
        user.request()
                .contentType("application/json")
                .body("{\"colums\":{}}")
                .put(MAPPINGS + "x")
                .then()
                .statusCode(422);
        user.request()
                .contentType("application/json")
                .body(MAPPING)
                .put(MAPPINGS + "a b")
                .then()
                .statusCode(422);
    }
}
