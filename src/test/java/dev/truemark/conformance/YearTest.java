package dev.truemark.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A year of trades from CSV files, against figures worked out apart from the service (see the folder's README). */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class YearTest {
    private static final Path FOLDER = Path.of("src/test/resources/year");
    private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");

    @Test
    void holdingsCostsGainsCashAndValueAreThoseWorkedOutByHand() throws IOException {
        Investor investor = Investor.registered();
        investor.open("YEAR", Map.of("base_currency", "USD"));
        // Trades first: those in euro wait for their rates, and heal.
        investor.ingestCsv("transactions", Files.readString(FOLDER.resolve("transactions.csv")));
        investor.ingestCsv("market-prices", Files.readString(FOLDER.resolve("market-prices.csv")));
        investor.ingestCsv("fx-rates", Files.readString(FOLDER.resolve("fx-rates.csv")));
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> !investor.get("/portfolios/YEAR/transactions", "limit", 1000)
                        .getList("transactions.status")
                        .contains("WAITING"));
        for (JsonNode quarter : new ObjectMapper().readTree(Files.readString(FOLDER.resolve("expected.json")))) {
            check(investor, quarter);
        }
    }

    private static void check(Investor investor, JsonNode quarter) {
        String asOf = quarter.get("as_of").asText();
        JsonPath positions = investor.get("/portfolios/YEAR/positions", "as_of", asOf);
        JsonPath valuation = investor.get("/portfolios/YEAR/valuation", "as_of", asOf);
        for (JsonNode p : quarter.get("positions")) {
            String at = "positions.find { it.security_id == '%s' }."
                    .formatted(p.get("security_id").asText());
            for (String figure :
                    new String[] {"quantity", "cost_basis", "cost_basis_base", "realized_pnl", "realized_pnl_base"}) {
                same(asOf + " " + at + figure, positions.getString(at + figure), p.get(figure));
            }
            same(asOf + " " + at, valuation.getString(at + "market_value"), p.get("market_value"));
        }
        JsonPath cash = investor.get("/portfolios/YEAR/cash", "as_of", asOf);
        quarter.get("cash")
                .properties()
                .forEach(c -> same(
                        asOf + " " + c.getKey(),
                        cash.getString("cash.find { it.currency == '%s' }.balance".formatted(c.getKey())),
                        c.getValue()));
        same(asOf + " total", valuation.getString("totals.total_value"), quarter.get("total_value"));
    }

    private static void same(String what, String actual, JsonNode expected) {
        assertThat(actual).as(what).isNotNull();
        assertThat(new BigDecimal(actual)).as(what).isCloseTo(new BigDecimal(expected.asText()), within(TOLERANCE));
    }
}
