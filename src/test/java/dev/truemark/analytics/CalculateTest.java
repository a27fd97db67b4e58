package dev.truemark.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every figure of a portfolio in one answer, equal to what each has by itself, and to what the facts give again. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class CalculateTest {
    private final String security = "CALC-" + UUID.randomUUID().toString().substring(0, 8);
    private Investor investor;

    @BeforeEach
    void boughtAndRisen() {
        investor = Investor.registered();
        investor.open("P", Map.of("base_currency", "USD"));
        investor.ingest(
                "market-prices",
                List.of(
                        Map.of("security_id", security, "price_date", "2025-08-20", "price", "100", "currency", "USD"),
                        Map.of(
                                "security_id",
                                security,
                                "price_date",
                                "2025-08-21",
                                "price",
                                "110",
                                "currency",
                                "USD")));
        investor.ingest(
                "transactions",
                List.of(
                        Map.of(
                                "transaction_id",
                                "IN",
                                "portfolio_id",
                                "P",
                                "transaction_type",
                                "DEPOSIT",
                                "transaction_date",
                                "2025-08-19",
                                "gross_transaction_amount",
                                "1000",
                                "currency",
                                "USD"),
                        Map.of(
                                "transaction_id",
                                "BUY",
                                "portfolio_id",
                                "P",
                                "transaction_type",
                                "BUY",
                                "transaction_date",
                                "2025-08-20",
                                "security_id",
                                security,
                                "quantity",
                                10,
                                "price",
                                "100",
                                "currency",
                                "USD")));
    }

    @Test
    void allFiguresAreOfOneStateAndEqualAColdRecomputation() {
        JsonPath all = investor.request()
                .post("/api/v1/portfolios/P/calculate?as_of=2025-08-21")
                .then()
                .statusCode(200)
                .body("valuation.totals.total_value", equalTo("1100"))
                .body("performance.linked_return", equalTo("0.1"))
                .body("contribution.linked_return", equalTo("0.1"))
                .body("contribution.segments", hasSize(2))
                .body("risk.observations", equalTo(3))
                .body("allocation.total_value", equalTo("1100"))
                .body("fixed_income.bonds", hasSize(0))
                .body("recomputation.books_equal", equalTo(true))
                .body("recomputation.state_equal", equalTo(true))
                .body("recomputation.cold_state_hash", notNullValue())
                .extract()
                .jsonPath();
        String asked = "?as_of=2025-08-21&known_at=" + all.getString("known_at");
        for (String figure : List.of("valuation", "performance", "contribution", "risk", "allocation")) {
            Map<String, Object> alone = investor.request()
                    .get("/api/v1/portfolios/P/" + figure + asked)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getMap("$");
            assertThat(all.<String, Object>getMap(figure)).as(figure).isEqualTo(alone);
        }
    }

    @Test
    void contributionAndAttributionAnswerUnderBothPaths() {
        for (String figure : List.of("contribution", "attribution")) {
            String asked = figure + "?as_of=2025-08-21";
            String below = investor.request()
                    .get("/api/v1/portfolios/P/performance/" + asked)
                    .asString();
            String beside =
                    investor.request().get("/api/v1/portfolios/P/" + asked).asString();
            assertThat(beside.replaceAll("\"known_at\":\"[^\"]*\"", ""))
                    .isEqualTo(below.replaceAll("\"known_at\":\"[^\"]*\"", ""));
        }
    }

    @Test
    void thePortfolioOfAnotherIsNotThere() {
        Investor.registered()
                .request()
                .post("/api/v1/portfolios/P/calculate")
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
    }
}
