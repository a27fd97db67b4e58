package dev.truemark.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every figure of a portfolio in one answer, equal to what each has by itself, and to what the facts give again. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class CalculateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Pool pool;

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

    /**
     * 10 000 of face of a bond of 4 % twice a year, bought and still at 99 clean. On 21 August 37 of the 184 days from 15 July
     * to 15 January are over, so 2 · 37/184 per 100 have accrued; beside it 1100 of shares, and 1000 + 10 000 − 1000 − 9900.
     */
    @Test
    void aBondIsAmongTheFigures() {
        String bond = security + "-BOND";
        double accrued = 2 * 37 / 184.0;
        investor.ingest(
                "instruments",
                List.of(Map.of(
                        "security_id",
                        bond,
                        "name",
                        "Bond",
                        "instrument_currency",
                        "USD",
                        "bond",
                        Map.of(
                                "maturity_date", "2027-01-15",
                                "coupon_rate", "0.04",
                                "frequency", 2,
                                "day_count", "ACT/ACT_ICMA",
                                "yield_convention", "US_STREET",
                                "price_type", "CLEAN",
                                "price_unit", "PERCENT"))));
        investor.ingest("market-prices", List.of(close(bond, "2025-08-20", "99"), close(bond, "2025-08-21", "99")));
        investor.ingest(
                "transactions",
                List.of(
                        Map.of(
                                "transaction_id", "MORE",
                                "portfolio_id", "P",
                                "transaction_type", "DEPOSIT",
                                "transaction_date", "2025-08-19",
                                "gross_transaction_amount", "10000",
                                "currency", "USD"),
                        Map.of(
                                "transaction_id", "BOND",
                                "portfolio_id", "P",
                                "transaction_type", "BUY",
                                "transaction_date", "2025-08-20",
                                "security_id", bond,
                                "quantity", 10_000,
                                "price", "0.99",
                                "currency", "USD")));

        JsonPath all = calculated();

        assertThat(all.getString("fixed_income.bonds[0].security_id")).isEqualTo(bond);
        assertThat(all.getDouble("fixed_income.bonds[0].accrued_interest")).isCloseTo(accrued, within(1e-12));
        assertThat(all.getDouble("valuation.totals.total_value"))
                .isCloseTo(1100 + 100 + 100 * (99 + accrued), within(1e-9));
        assertThat(all.getDouble("performance.end_value")).isEqualTo(all.getDouble("valuation.totals.total_value"));
        assertThat(all.getBoolean("recomputation.books_equal")).isTrue();
        assertThat(all.getBoolean("recomputation.state_equal")).isTrue();
        assertThat(all.getBoolean("recomputation.performance_equal")).isTrue();
    }

    /** A derived row that somebody changed by hand is seen; put back, all is equal again. */
    @ParameterizedTest(name = "{0}.{1} changed: {2} is false")
    @CsvSource({
        "position, quantity, books_equal",
        "position, cost, state_equal",
        "position_history, quantity, performance_equal",
        "portfolio_day, value, performance_equal"
    })
    void aDifferenceInTheDerivedTablesIsFound(String table, String column, String which) {
        assertThat(calculated().getBoolean("recomputation." + which)).isTrue();
        String of = table.equals("portfolio_day")
                ? "portfolio_key IN (SELECT portfolio_key FROM position WHERE security_id = $1) AND day = '2025-08-20'"
                : "security_id = $1";
        plant("UPDATE " + table + " SET " + column + " = " + column + " + 1 WHERE " + of);
        try {
            assertThat(calculated().getBoolean("recomputation." + which)).isFalse();
        } finally {
            plant("UPDATE " + table + " SET " + column + " = " + column + " - 1 WHERE " + of);
        }
    }

    private void plant(String sql) {
        int changed = pool.preparedQuery(sql)
                .execute(Tuple.of(security))
                .await()
                .atMost(PATIENCE)
                .rowCount();
        assertThat(changed).isEqualTo(1);
    }

    private JsonPath calculated() {
        return investor.request()
                .post("/api/v1/portfolios/P/calculate?as_of=2025-08-21")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Map<String, Object> close(String security, String date, String price) {
        return Map.of("security_id", security, "price_date", date, "price", price, "currency", "USD");
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
