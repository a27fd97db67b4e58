package dev.truemark.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every cost method side by side, and transactions that are only supposed. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class WhatIfTest {
    private final TestCaller caller = TestCaller.anybody();
    private final String security = "WI-" + UUID.randomUUID();

    private ValidatableResponse post(String path, String body) {
        return caller.request()
                .body(body.replace('\'', '"').replace("SEC", security))
                .post("/api/v1/" + path)
                .then();
    }

    /** CB-010 of the reference cases, to the cent: 98.12 and 4400.74 by FIFO, 81.12 and 4383.74 by moving average. */
    @Test
    void allMethodsStandSideBySideAndNothingChanges() {
        post("ingest/transactions", """
                {'transactions': [
                   {'transaction_id': 'b1', 'portfolio_id': 'WI', 'security_id': 'SEC', 'transaction_type': 'BUY',
                    'transaction_date': '2010-01-01', 'quantity': 109, 'gross_transaction_amount': '3149.20', 'currency': 'EUR'},
                   {'transaction_id': 'b2', 'portfolio_id': 'WI', 'security_id': 'SEC', 'transaction_type': 'BUY',
                    'transaction_date': '2010-02-01', 'quantity': 52, 'gross_transaction_amount': '1684.92', 'currency': 'EUR'},
                   {'transaction_id': 's1', 'portfolio_id': 'WI', 'security_id': 'SEC', 'transaction_type': 'SELL',
                    'transaction_date': '2010-03-01', 'quantity': 15, 'gross_transaction_amount': '531.50', 'currency': 'EUR'}]}""");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> positions() != null && positions().contains("quantity:146"));
        String before = positions();

        post("portfolios/WI/what-if", "{}")
                .statusCode(200)
                .body("cost_method", equalTo("FIFO"))
                .body("methods.method", contains("FIFO", "LIFO", "HIFO", "LOFO", "AVERAGE", "SPECIFIC"))
                .body("methods[0].positions[0].cost_basis.toDouble().round(2)", equalTo(4400.74))
                .body("methods[0].realized_pnl_base.toDouble().round(2)", equalTo(98.12))
                .body("methods[4].positions[0].cost_basis.toDouble().round(2)", equalTo(4383.74))
                .body("methods[4].realized_pnl_base.toDouble().round(2)", equalTo(81.12))
                .body("methods[0].unrealized_pnl_base", equalTo(null));

        post("portfolios/WI/what-if", """
                {'methods': ['LIFO'], 'transactions': [
                   {'transaction_id': 's1', 'reversed': true, 'security_id': 'SEC', 'transaction_type': 'SELL',
                    'transaction_date': '2010-03-01', 'quantity': 15, 'amount': '531.50', 'currency': 'EUR'},
                   {'transaction_id': 'x', 'security_id': 'SEC', 'transaction_type': 'SELL', 'transaction_date': '2010-04-01',
                    'quantity': 52, 'amount': '2000', 'currency': 'EUR'}]}""")
                .statusCode(200)
                .body("methods[0].positions[0].quantity", equalTo("109"))
                .body("methods[0].positions[0].cost_basis", equalTo("3149.2"))
                .body("methods[0].realized_pnl_base", equalTo("315.08"))
                .body("methods[0].added.transaction_id", contains("x"))
                .body("methods[0].added[0].status", equalTo("BOOKED"));
        assertThat(positions()).isEqualTo(before);
    }

    private String positions() {
        return caller.request()
                .get("/api/v1/portfolios/WI/positions")
                .jsonPath()
                .getString("positions");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        post("portfolios/NOWHERE/what-if", "{}").statusCode(404);
        post("portfolios/WI/what-if", "{'method': 'FIFO'}").statusCode(422);
        post("portfolios/WI/what-if", "{'transactions': [{'transaction_type': 'BUY'}]}")
                .statusCode(422);
        post("portfolios/WI/what-if?as_off=2020-01-01", "{}").statusCode(400);
    }
}
