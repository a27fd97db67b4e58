package dev.truemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten units of which nobody knows what they cost are transferred in: their market value stands in for it (DEFINITIONS 11). */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class FoundPriceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Healing healing;

    private final String security = "FOUND-" + UUID.randomUUID().toString().substring(0, 8);
    private Investor investor;

    @BeforeEach
    void open() {
        investor = Investor.registered();
        investor.open("P", Map.of("base_currency", "USD"));
    }

    private void close(String date, String price, String currency) {
        investor.ingest(
                "market-prices",
                List.of(Map.of("security_id", security, "price_date", date, "price", price, "currency", currency)));
    }

    private void arrive() {
        investor.request()
                .contentType(ContentType.JSON)
                .header("Prefer", "wait=30")
                .body(Map.of(
                        "transactions",
                        List.of(Map.of(
                                "transaction_id", "T",
                                "portfolio_id", "P",
                                "transaction_type", "TRANSFER_IN",
                                "transaction_date", "2025-03-04",
                                "security_id", security,
                                "quantity", "10",
                                "currency", "USD"))))
                .post("/api/v1/ingest/transactions")
                .then()
                .statusCode(200);
    }

    private JsonPath lots(Object... parameters) {
        return investor.get("/portfolios/P/lots", parameters);
    }

    private String reason() {
        return investor.get("/portfolios/P/transactions").getString("transactions[0].reason");
    }

    private void awaitCost(String cost) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            healing.sweep().await().atMost(PATIENCE);
            assertThat(lots().getString("lots[0].cost_basis")).isEqualTo(cost);
        });
    }

    @Test
    void theNewestCloseUpToTheDayStandsInAndSaysSo() {
        close("2025-03-03", "20", "USD");
        close("2025-03-05", "25", "USD");

        arrive();

        assertThat(lots().getString("lots[0].cost_basis")).isEqualTo("200");
        assertThat(lots().getBoolean("lots[0].basis_estimated")).isTrue();
        JsonPath explained = investor.get(
                "/portfolios/P/explain", "figure", "cost_basis", "security_id", security, "as_of", "2025-03-04");
        assertThat(explained.getString("roots[0].value")).isEqualTo("200");
        assertThat(explained.getString("nodes.find { it.operation == 'PRICE' }.fact.time"))
                .isEqualTo("2025-03-03T00:00:00Z");
        JsonPath again = investor.request()
                .contentType(ContentType.JSON)
                .post("/api/v1/portfolios/P/calculate")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(again.getBoolean("recomputation.books_equal")).isTrue();
    }

    /** 20 becomes 21: the cost rises by ten, and what was known before stays what it was. */
    @Test
    void aCorrectedCloseCorrectsTheCostAndIsTheCauseOfTheChange() {
        close("2025-03-03", "20", "USD");
        arrive();
        String before = lots().getString("known_at");

        close("2025-03-03", "21", "USD");
        awaitCost("210");

        assertThat(lots("known_at", before).getString("lots[0].cost_basis")).isEqualTo("200");
        JsonPath changes = investor.get(
                "/portfolios/P/changes",
                "figure",
                "cost_basis",
                "security_id",
                security,
                "as_of",
                "2025-03-04",
                "from_known_at",
                before);
        assertThat(changes.getList("changes[0].causes")).hasSize(1);
        assertThat(changes.getString("changes[0].causes[0].kind")).isEqualTo("PRICE");
        assertThat(new BigDecimal(changes.getString("changes[0].causes[0].delta")))
                .isEqualByComparingTo("10");
    }

    @Test
    void withoutAPriceItIsKeptSaysWhyAndHealsWhenOneBecomesKnown() {
        close("2025-03-05", "25", "USD");
        close("2025-03-02", "18", "EUR");
        arrive();
        assertThat(lots().getList("lots")).isEmpty();
        assertThat(reason()).isEqualTo("BASIS_UNKNOWN");

        close("2025-03-03", "20", "USD");

        awaitCost("200");
        assertThat(reason()).isNull();
    }

    /** A bond's price is a percentage of its face: no price of one unit. */
    @Test
    void aBondIsNotTakenAtItsQuote() {
        investor.ingest(
                "instruments",
                List.of(Map.of(
                        "security_id",
                        security,
                        "name",
                        "A bond",
                        "instrument_currency",
                        "USD",
                        "product_type",
                        "Bond",
                        "bond",
                        Map.of(
                                "maturity_date",
                                "2030-03-01",
                                "issue_date",
                                "2020-03-01",
                                "coupon_rate",
                                "0.05",
                                "frequency",
                                2,
                                "day_count",
                                "30/360_US"))));
        close("2025-03-03", "99", "USD");

        arrive();

        assertThat(reason()).isEqualTo("BASIS_UNKNOWN");
    }
}
