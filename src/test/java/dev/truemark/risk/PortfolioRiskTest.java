package dev.truemark.risk;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The risk of a portfolio whose weekdays have the returns of Bacon's 24 months (2008, table 4.1). */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class PortfolioRiskTest {
    private static final String[] RETURNS =
            ("0.003 0.026 0.011 -0.010 0.015 0.025 0.016 0.067 -0.014 0.040 -0.005 0.081 0.040 -0.037 -0.061 0.017 "
                            + "-0.049 -0.022 0.070 0.058 -0.065 0.024 -0.005 -0.009")
                    .split(" ");
    /** A Monday; the returns are of the 24 weekdays after it, up to Friday, 7 February. */
    private static final LocalDate BOUGHT = LocalDate.of(2025, 1, 6);

    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private Investor investor;

    @BeforeEach
    void months() {
        investor = Investor.registered();
        String security = "BACON-" + own;
        List<Map<String, Object>> prices = new ArrayList<>();
        List<Map<String, Object>> levels = new ArrayList<>();
        BigDecimal price = new BigDecimal("100");
        BigDecimal level = new BigDecimal("50");
        LocalDate date = BOUGHT;
        for (int i = 0; i <= RETURNS.length; i++) {
            prices.add(Map.of(
                    "security_id",
                    security,
                    "price_date",
                    date.toString(),
                    "price",
                    price.toString(),
                    "currency",
                    "USD"));
            levels.add(Map.of("date", date.toString(), "level", level.toString()));
            if (i == RETURNS.length) break;
            BigDecimal r = new BigDecimal(RETURNS[i]);
            price = grown(price, r);
            level = grown(level, r.divide(new BigDecimal("2")));
            do {
                date = date.plusDays(1);
            } while (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY);
        }
        investor.ingest("market-prices", prices);
        investor.ingest(
                "benchmarks",
                List.of(Map.of(
                        "benchmark_id", "HALF-" + own, "name", "Half of it", "currency", "USD", "levels", levels)));
        investor.open("P", Map.of("base_currency", "USD"));
        investor.ingest(
                "transactions",
                List.of(Map.of(
                        "transaction_id", "B",
                        "portfolio_id", "P",
                        "transaction_type", "BUY",
                        "transaction_date", BOUGHT.toString(),
                        "security_id", security,
                        "quantity", 10,
                        "price", "100",
                        "currency", "USD")));
    }

    private static BigDecimal grown(BigDecimal price, BigDecimal r) {
        return price.multiply(BigDecimal.ONE.add(r)).setScale(15, RoundingMode.HALF_EVEN);
    }

    private ValidatableResponse risk(String query) {
        return investor.request()
                .get("/api/v1/portfolios/P/risk?as_of=2025-02-07&from=2025-01-07" + query)
                .then();
    }

    /** Yearly figures of months are √12 of a period's, these √252: √21 times as large. */
    @Test
    void theFiguresAreThoseOfTheReturns() {
        risk("").statusCode(200)
                .body("observations", equalTo(24))
                .body("start_date", equalTo("2025-01-06"))
                .body("volatility.toDouble()", closeTo(0.13700015867969229 * Math.sqrt(21), 1e-12))
                .body("sharpe.toDouble()", closeTo(0.7883202548144859 * Math.sqrt(21), 1e-11))
                .body("sortino.toDouble()", closeTo(1.3592165786838633 * Math.sqrt(21), 1e-11))
                .body("var.parametric.toDouble()", closeTo(0.05605155822002584, 1e-12))
                .body("var.historical.toDouble()", closeTo(0.0592, 1e-12))
                .body("expected_shortfall.historical.toDouble()", closeTo(0.063, 1e-12))
                .body("max_drawdown.value.toDouble()", closeTo(-0.144672955739218, 1e-12))
                .body("max_drawdown.peak", equalTo("2025-01-23"))
                .body("max_drawdown.trough", equalTo("2025-01-30"))
                .body("max_drawdown.recovery", nullValue())
                .body("beta", nullValue())
                .body("reasons.beta", equalTo("NO_BENCHMARK"));
        risk("&horizon=4&confidence=0.95&window=20")
                .body("var.historical.toDouble()", closeTo(0.0592 * 2, 1e-12))
                .body("rolling_volatility", hasSize(5))
                .body("rolling_volatility[4].date", equalTo("2025-02-07"))
                .body("rolling", hasSize(5))
                .body("rolling[4].date", equalTo("2025-02-07"))
                .body("rolling[4].beta", nullValue())
                .body("reasons.'rolling.beta'", equalTo("NO_BENCHMARK"))
                .body("rolling[4].max_drawdown.toDouble()", closeTo(-0.144672955739218, 1e-12))
                .body(
                        "rolling.volatility",
                        equalTo(risk("&window=20").extract().path("rolling_volatility.volatility")));
    }

    @Test
    void aBenchmarkThatMovesHalfAsMuchHasBetaTwo() {
        risk("&window=20&benchmark_id=HALF-" + own)
                .statusCode(200)
                .body("rolling", hasSize(5))
                .body("rolling[0].beta.toDouble()", closeTo(2, 1e-11))
                .body("rolling[4].beta.toDouble()", closeTo(2, 1e-11))
                .body("benchmark_id", equalTo("HALF-" + own))
                .body("beta.toDouble()", closeTo(2, 1e-11))
                .body("alpha.toDouble()", closeTo(0, 1e-11))
                .body("tracking_error.toDouble()", closeTo(0.13700015867969229 / 2 * Math.sqrt(21), 1e-11))
                .body("information_ratio.toDouble()", closeTo(0.7883202548144859 * Math.sqrt(21), 1e-10));
    }

    @Test
    void aFewDaysHaveNoVolatility() {
        risk("&to=2025-01-17")
                .body("observations", equalTo(9))
                .body("volatility", nullValue())
                .body("reasons.volatility", equalTo("TOO_FEW_RETURNS"))
                .body("reasons.'var.historical'", equalTo("TOO_FEW_RETURNS"));
    }

    /** Before the first price was known the return of the day is not. */
    @Test
    void aBrokenChainHasNoRisk() {
        investor.ingest(
                "transactions",
                List.of(Map.of(
                        "transaction_id", "N",
                        "portfolio_id", "P",
                        "transaction_type", "BUY",
                        "transaction_date", "2025-01-15",
                        "security_id", "NOPRICE-" + own,
                        "quantity", 1,
                        "price", "1",
                        "currency", "USD")));

        risk("").body("volatility", nullValue())
                .body("reasons.volatility", equalTo("BROKEN_CHAIN"))
                .body("max_drawdown.value", nullValue());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "&confidence=2, 400",
        "&horizon=0, 400",
        "&window=3, 400",
        "&risk_free_rate=x, 400",
        "&periods_per_year=0, 400",
        "&benchmark_id=NOWHERE, 422",
        "&colour=blue, 400"
    })
    void aQuestionThatMakesNoSenseIsRefused(String query, int status) {
        risk(query).statusCode(status).contentType("application/problem+json");
    }

    @Test
    void thePortfolioOfAnotherDoesNotExist() {
        TestCaller.anybody().request().get("/api/v1/portfolios/P/risk").then().statusCode(404);
    }
}
