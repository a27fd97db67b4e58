package dev.truemark.bond;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * 10 000 face of 4 % to 15 January 2025, twice a year, bought at 98 clean in March 2024 for 5 of fees, with the interest of 60
 * days of 182; two coupons and the redemption. Every figure is worked by hand.
 */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class HeldToMaturityTest {
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String bond = "NOTE" + run;
    private Investor investor;

    private Map<String, Object> transaction(String id, String type, String date, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.putAll(Map.of(
                "transaction_id", id,
                "portfolio_id", "HOLD" + run,
                "transaction_type", type,
                "transaction_date", date,
                "currency", "USD"));
        return all;
    }

    private Map<String, Object> ofBond(String field, String value) {
        return Map.of("security_id", bond, field, value);
    }

    @BeforeEach
    void boughtAndHeld() {
        investor = Investor.registered();
        investor.ingest("instruments", List.of(instrument("ACT/ACT_ICMA")));
        investor.ingest("market-prices", List.of(price(bond, "99")));
        investor.open("HOLD" + run, Map.of("base_currency", "USD"));
        investor.ingest(
                "transactions",
                List.of(
                        transaction("IN", "DEPOSIT", "2024-01-02", Map.of("gross_transaction_amount", "20000")),
                        transaction(
                                "BUY",
                                "BUY",
                                "2024-03-15",
                                Map.of(
                                        "security_id", bond,
                                        "quantity", "10000",
                                        "price", "98",
                                        "price_unit", "PERCENT",
                                        "fees", "5",
                                        "accrued_interest", "65.93")),
                        transaction("C1", "INTEREST", "2024-07-15", ofBond("gross_transaction_amount", "200")),
                        transaction("C2", "INTEREST", "2025-01-15", ofBond("gross_transaction_amount", "200")),
                        transaction(
                                "RE",
                                "REDEMPTION",
                                "2025-01-15",
                                Map.of(
                                        "security_id",
                                        bond,
                                        "quantity",
                                        "10000",
                                        "gross_transaction_amount",
                                        "10000"))));
    }

    private Map<String, Object> instrument(String dayCount) {
        return Map.of(
                "security_id",
                bond,
                "instrument_currency",
                "USD",
                "bond",
                Map.of(
                        "maturity_date", "2025-01-15",
                        "coupon_rate", "0.04",
                        "frequency", 2,
                        "day_count", dayCount,
                        "price_type", "CLEAN",
                        "price_unit", "PERCENT"));
    }

    /** 2 · 60/182, nothing on a coupon date, 2 · 183/184; income is coupons less the interest that was paid. */
    @ParameterizedTest(name = "on {0} it is worth {1}")
    @CsvSource(delimiter = '|', textBlock = """
        2024-03-15 | 9965.9340659340659341  | 9805 | -65.93 | 10129.07
        2024-07-15 | 9900                   | 9805 | 134.07 | 10329.07
        2025-01-14 | 10098.9130434782608696 | 9805 | 134.07 | 10329.07
        """)
    void interestAccruesAndIsPaid(String day, String value, String cost, String income, String cash) {
        JsonPath found = investor.get("/portfolios/HOLD" + run + "/valuation", "as_of", day);

        assertThat(found.getString("positions[0].market_value")).isEqualTo(value);
        assertThat(found.getString("positions[0].cost_basis")).isEqualTo(cost);
        assertThat(found.getString("positions[0].income")).isEqualTo(income);
        assertThat(found.getString("totals.cash_balance")).isEqualTo(cash);
    }

    @Test
    void theRedemptionRealisesWhatWasNotPaidForTheFace() {
        JsonPath gains = investor.get("/portfolios/HOLD" + run + "/realized-gains");
        // 10 000 − (9 800 + 5)
        assertThat(gains.getString("realized_gains[0].realized_pnl")).isEqualTo("195");

        JsonPath after = investor.get("/portfolios/HOLD" + run + "/valuation", "as_of", "2025-01-15");
        assertThat(after.getString("totals.positions_value")).isEqualTo("0");
        // 20 000 − 9 805 − 65.93 + 200 + 200 + 10 000
        assertThat(after.getString("totals.total_value")).isEqualTo("20529.07");
    }

    /** A unit of face is worth (99 + 2 · 60/182)/100. */
    @Test
    void itIsRebalancedAndAllocatedAtThatValue() {
        JsonPath allocated =
                investor.get("/portfolios/HOLD" + run + "/allocation", "by", "security", "as_of", "2024-03-15");
        assertThat(allocated.prettyPrint()).contains("9965.9340659340659341");

        Map<String, Object> quarter = Map.of(
                "targets", Map.of("by", "security", "targets", List.of(Map.of("security_id", bond, "weight", "0.25"))));
        JsonPath proposed = investor.request()
                .contentType("application/json")
                .queryParam("as_of", "2024-03-15")
                .body(quarter)
                .post("/api/v1/portfolios/HOLD" + run + "/rebalance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        BigDecimal sold = new BigDecimal(proposed.getString("trades[0].quantity"));
        assertThat(new BigDecimal(proposed.getString("trades[0].value_base")))
                .isEqualByComparingTo(sold.multiply(new BigDecimal("0.99659340659340659341")));
        // 20 095.004 · 0.25 = 5 023.75 remain of 9 965.93
        assertThat(sold).isBetween(new BigDecimal("4950"), new BigDecimal("4970"));
    }

    /** The same from what the caller brings; half as much of an index-linked bond at a ratio of 1.3 and par, dirty. */
    @Test
    void theCalculatorValuesWhatItIsGiven() {
        Map<String, Object> linked = Map.of(
                "security_id",
                "LINKER",
                "bond",
                Map.of("price_type", "DIRTY", "price_unit", "PERCENT", "factor", "1.3"));
        JsonPath found = investor.request()
                .contentType("application/json")
                .body(Map.of(
                        "base_currency",
                        "USD",
                        "as_of",
                        "2024-03-15",
                        "instruments",
                        List.of(instrument("ACT/ACT_ICMA"), linked),
                        "prices",
                        List.of(price(bond, "99"), price("LINKER", "100")),
                        "transactions",
                        List.of(bought(bond, "10000"), bought("LINKER", "5000"))))
                .post("/api/v1/analytics/lots")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        String value = "positions.find { it.security_id == '%s' }.market_value";
        assertThat(found.getString(value.formatted(bond))).isEqualTo("9965.9340659340659341");
        assertThat(found.getString(value.formatted("LINKER"))).isEqualTo("6500");
    }

    private static Map<String, Object> price(String security, String price) {
        return Map.of("security_id", security, "price_date", "2024-03-15", "price", price, "currency", "USD");
    }

    private static Map<String, Object> bought(String security, String face) {
        return Map.of(
                "transaction_type", "BUY",
                "security_id", security,
                "transaction_date", "2024-03-15",
                "quantity", face,
                "price", "98",
                "price_unit", "PERCENT");
    }

    /** Before, the same price was one by another day count: 60/360 and not 60/182 of a year and of half a year. */
    @Test
    void correctedTermsAreACause() {
        JsonPath before = investor.get("/portfolios/HOLD" + run + "/valuation", "as_of", "2024-03-15");
        investor.ingest("instruments", List.of(instrument("30/360_US")));

        JsonPath changes = investor.get(
                "/portfolios/HOLD" + run + "/changes",
                "figure",
                "market_value",
                "as_of",
                "2024-03-15",
                "from_known_at",
                before.getString("known_at"));

        assertThat(changes.getString("changes[0].causes[0].kind")).isEqualTo("INSTRUMENT");
        // 10 000 · (4 · 60/360 − 2 · 60/182)/100 = 66.6666666666666667 − 65.9340659340659341
        assertThat(changes.getString("changes[0].causes[0].delta")).isEqualTo("0.7326007326007326");
    }
}
