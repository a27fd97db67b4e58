package dev.truemark.bond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bonds in a portfolio, from their terms as facts to their figures. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class FixedIncomeTest {
    private static final String DAY = "2024-03-15";
    private static final double CLEAN = 99;
    private static final double ACCRUED = 2 * 60.0 / 182;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private Investor investor;

    @BeforeEach
    void register() {
        investor = Investor.registered();
    }

    private Map<String, Object> instrument(String name, Map<String, Object> bond) {
        return Map.of("security_id", name + run, "name", name, "instrument_currency", "USD", "bond", bond);
    }

    /** 4 %, twice a year, to 15 January 2025. */
    private static Map<String, Object> terms(String type, String unit) {
        return new HashMap<>(Map.of(
                "maturity_date", "2025-01-15",
                "coupon_rate", "0.04",
                "frequency", 2,
                "day_count", "ACT/ACT_ICMA",
                "yield_convention", "US_STREET",
                "price_type", type,
                "price_unit", unit));
    }

    private Map<String, Object> buy(String name, String face) {
        return Map.of(
                "transaction_id",
                name + run,
                "portfolio_id",
                "BONDS" + run,
                "security_id",
                name + run,
                "transaction_type",
                "BUY",
                "transaction_date",
                "2024-02-01",
                "quantity",
                face,
                "price",
                "0.9",
                "currency",
                "USD");
    }

    private Map<String, Object> price(String name, double price) {
        return Map.of("security_id", name + run, "price_date", DAY, "price", Double.toString(price), "currency", "USD");
    }

    private JsonPath fixedIncome() {
        return investor.get("/portfolios/BONDS" + run + "/fixed-income", "as_of", DAY);
    }

    @Test
    void bondsByTheirQuoteConventionAndWeighted() {
        Map<String, Object> sinking = terms("DIRTY", "UNIT");
        sinking.put("factor", "0.5");
        investor.ingest(
                "instruments", List.of(instrument("CLEAN", terms("CLEAN", "PERCENT")), instrument("UNIT", sinking)));
        investor.ingest("market-prices", List.of(price("CLEAN", CLEAN), price("UNIT", 1)));
        investor.open("BONDS" + run, Map.of("base_currency", "USD"));
        investor.ingest("transactions", List.of(buy("CLEAN", "10000"), buy("UNIT", "10000")));

        JsonPath found = fixedIncome();

        String clean = "bonds.find { it.security_id == 'CLEAN" + run + "' }.";
        String unit = "bonds.find { it.security_id == 'UNIT" + run + "' }.";
        assertThat(found.getDouble(clean + "accrued_interest")).isCloseTo(ACCRUED, within(1e-12));
        assertThat(found.getDouble(clean + "dirty_price")).isCloseTo(CLEAN + ACCRUED, within(1e-12));
        assertThat(found.getDouble(unit + "clean_price")).isCloseTo(100 - ACCRUED, within(1e-12));
        double yield = found.getDouble(clean + "yield");
        double w = 122.0 / 182;
        double v = 1 / (1 + yield / 2);
        assertThat(2 * Math.pow(v, w) + 102 * Math.pow(v, w + 1)).isCloseTo(CLEAN + ACCRUED, within(1e-9));
        // 10 000 of face at 99 and accrued, and half of 10 000 at par
        double weight = (CLEAN + ACCRUED) / (CLEAN + ACCRUED + 50);
        assertThat(found.getDouble(clean + "weight")).isCloseTo(weight, within(1e-12));
        double duration = found.getDouble(clean + "modified_duration");
        double other = found.getDouble(unit + "modified_duration");
        assertThat(found.getDouble("weighted.modified_duration"))
                .isCloseTo(weight * duration + (1 - weight) * other, within(1e-12));
    }

    @Test
    void whatIsMissingIsNullWithItsReason() {
        Map<String, Object> unquoted = terms("CLEAN", "PERCENT");
        unquoted.remove("price_unit");
        investor.ingest(
                "instruments",
                List.of(instrument("UNPRICED", terms("CLEAN", "PERCENT")), instrument("UNQUOTED", unquoted)));
        investor.ingest("market-prices", List.of(price("UNQUOTED", CLEAN)));
        investor.open("BONDS" + run, Map.of("base_currency", "USD"));
        investor.ingest("transactions", List.of(buy("UNPRICED", "10000"), buy("UNQUOTED", "10000")));

        JsonPath found = fixedIncome();

        assertThat(found.getString("bonds.find { it.security_id == 'UNPRICED" + run + "' }.reasons.yield"))
                .isEqualTo("VALUE_UNKNOWN");
        assertThat(found.getString("bonds.find { it.security_id == 'UNQUOTED" + run + "' }.reasons.yield"))
                .isEqualTo("TERMS_UNKNOWN");
        assertThat(found.getString("weighted.yield")).isNull();
        assertThat(found.getString("weighted.reasons.yield")).isNotNull();
    }
}
