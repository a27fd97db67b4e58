package dev.truemark.ingest;

import static org.hamcrest.Matchers.equalTo;

import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class TransactionResourceTest {
    private static final String PATH = "/api/v1/transactions";
    private TestUser user;

    @BeforeEach
    void aNewUser() {
        user = TestUser.create();
    }

    private static String buy(int quantity) {
        return """
                {"transaction_id":"T1","portfolio_id":"P","security_id":"SEC_AAPL","transaction_date":"2025-07-20",
                 "transaction_type":"BUY","quantity":%d,"price":"0.333333333333333333","trade_currency":"USD","notes":"n",
                 "target_security_id":"X"}""".formatted(quantity);
    }

    private RequestSpecification waiting() {
        return user.request().contentType("application/json").header("Prefer", "wait=20");
    }

    private String bought() {
        return waiting()
                .body(buy(100))
                .post(PATH)
                .then()
                .statusCode(200)
                .body("items[0].status", equalTo("BOOKED"))
                .extract()
                .path("items[0].id");
    }

    @Test
    void oneIsToldAndItsErrorsAreNamedPlainly() {
        bought();

        waiting()
                .body(buy(100).replace("BUY", "GIFT"))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("transaction_type"));
    }

    @Test
    void aCorrectionIsAGreaterRevision() {
        String id = bought();

        waiting()
                .body(buy(99))
                .put(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("items[0].status", equalTo("BOOKED"))
                .body("items[0].revision", equalTo(2));
        waiting()
                .body(buy(98).replace("\"portfolio_id\"", "\"revision\":2,\"portfolio_id\""))
                .put(PATH + "/" + id)
                .then()
                .statusCode(409)
                .body("code", equalTo("REVISION_NOT_NEWER"));
        waiting()
                .body(buy(98).replace("\"P\"", "\"OTHER\""))
                .put(PATH + "/" + id)
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("IMMUTABLE"));
    }

    @Test
    void aReversalIsARevisionAndHappensOnce() {
        String id = bought();

        waiting()
                .delete(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("items[0].revision", equalTo(2))
                .body("items[0].status", equalTo("BOOKED"));
        waiting().delete(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void anothersTransactionIsNotThere() {
        String id = bought();
        user = TestUser.create();

        waiting().body(buy(99)).put(PATH + "/" + id).then().statusCode(404);
        waiting().delete(PATH + "/" + id).then().statusCode(404);
        waiting().delete(PATH + "/bm9uc2Vuc2U").then().statusCode(404);
    }
}
