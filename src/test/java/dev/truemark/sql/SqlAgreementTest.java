package dev.truemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The views and REST answer alike about portfolios made at random: timed and dated prices of several sources, by id and by
 * symbol, some in another currency than the position's; rates either way and across; gaps; zones far from Greenwich.
 */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class SqlAgreementTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-04-01");
    private static final int DAYS = 25;
    private static final List<String> CURRENCIES = List.of("MUR", "SCR", "LSL", "KMF");

    private final TestCaller caller = TestCaller.anybody();
    private final String own = UUID.randomUUID().toString().substring(0, 8);

    @ParameterizedTest(name = "in {1} with cash {2}")
    @CsvSource({
        "1, UTC, TRACKED",
        "2, America/New_York, TRACKED",
        "3, Asia/Kolkata, IMPLIED",
        "4, +05:30, TRACKED",
        "5, -03:00, AUTO"
    })
    void theSameDaysHaveTheSameFigures(int seed, String zone, String cash) {
        Random random = new Random(seed);
        caller.request()
                .body(Map.of("portfolio_id", "R", "base_currency", "MUR", "time_zone", zone, "cash_tracking", cash))
                .post("/api/v1/portfolios")
                .then()
                .statusCode(201);
        tell("instruments", instruments());
        tell("market-prices", prices(random));
        tell("fx-rates", rates(random));
        tell("transactions", transactions(random));

        String to = FIRST.plusDays(DAYS + 3).toString();
        List<JsonObject> rows = rows("fact_portfolio_value_daily?portfolio_id=R&to=" + to);
        JsonArray days = rest("valuations?limit=1000&to=" + to).getJsonArray("valuations");
        assertThat(rows).hasSize(days.size()).hasSizeGreaterThan(DAYS);
        for (int i = 0; i < rows.size(); i++) sameValue(rows.get(i), days.getJsonObject(i));
        assertThat(rows).extracting(row -> row.getBoolean("is_complete")).contains(true);
        sameReturns(to);
    }

    private static void sameValue(JsonObject row, JsonObject day) {
        assertThat(row.getString("value_date")).isEqualTo(day.getString("date"));
        for (String name : List.of("positions_value", "priced_value", "cash_balance", "total_value", "total_cost")) {
            assertThat(row.getString(name)).as(name + " of " + day).isEqualTo(day.getString(name));
        }
    }

    private void sameReturns(String to) {
        JsonArray daily = rest("performance?to=" + to).getJsonArray("daily");
        List<JsonObject> returns = rows("daily_returns?portfolio_id=R&to=" + to);
        List<JsonObject> linked = rows("cumulative_returns?portfolio_id=R&to=" + to);
        Map<String, JsonObject> byDate = new java.util.HashMap<>();
        for (Object each : daily) byDate.put(((JsonObject) each).getString("date"), (JsonObject) each);
        for (int i = 0; i < returns.size(); i++) {
            JsonObject day = byDate.get(returns.get(i).getString("value_date"));
            same(returns.get(i).getString("daily_return_pct"), day.getString("return"), 100, 0, day);
            same(linked.get(i).getString("return_index"), day.getString("index"), 1, 0, day);
        }
    }

    private static void same(String shown, String expected, double scale, double shift, JsonObject day) {
        if (expected == null || shown == null) {
            assertThat(shown).as(day.encode()).isEqualTo(expected);
        } else {
            assertThat(Double.parseDouble(shown))
                    .as(day.encode())
                    .isCloseTo(scale * Double.parseDouble(expected) + shift, within(1e-9));
        }
    }

    private String security(int n) {
        return "AG" + n + "-" + own;
    }

    private List<JsonObject> instruments() {
        return List.of(new JsonObject()
                .put("security_id", security(1))
                .put("symbol", "SYM-" + own)
                .put("name", "By symbol"));
    }

    private List<JsonObject> prices(Random random) {
        List<JsonObject> prices = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            for (int day = 0; day < DAYS; day++) {
                if (random.nextInt(4) == 0) continue;
                JsonObject price = new JsonObject()
                        .put(n == 1 ? "symbol" : "security_id", n == 1 ? "SYM-" + own : security(n))
                        .put("price", String.valueOf(50 + random.nextInt(5000) / 100.0))
                        .put("currency", CURRENCIES.get(random.nextInt(8) == 0 ? 0 : n))
                        .put("source", random.nextBoolean() ? "alpha" : "beta");
                LocalDate date = FIRST.plusDays(day);
                if (random.nextBoolean()) price.put("price_date", date.toString());
                else price.put("price_time", date + "T%02d:30:00Z".formatted(random.nextInt(24)));
                prices.add(price);
            }
        }
        return prices;
    }

    /** MUR and KMF have no rate of their own: it goes across SCR. */
    private List<JsonObject> rates(Random random) {
        List<JsonObject> rates = new ArrayList<>();
        String[][] pairs = {{"SCR", "MUR"}, {"MUR", "LSL"}, {"LSL", "MUR"}, {"KMF", "SCR"}};
        for (String[] pair : pairs) {
            for (int day = 0; day < DAYS; day += 1 + random.nextInt(3)) {
                JsonObject rate = new JsonObject()
                        .put("from_currency", pair[0])
                        .put("to_currency", pair[1])
                        .put("rate", String.valueOf(1 + random.nextInt(900) / 100.0));
                if (random.nextBoolean())
                    rate.put("rate_date", FIRST.plusDays(day).toString());
                else rate.put("rate_time", FIRST.plusDays(day) + "T%02d:15:00Z".formatted(random.nextInt(24)));
                rates.add(rate);
            }
        }
        return rates;
    }

    private List<JsonObject> transactions(Random random) {
        List<JsonObject> all = new ArrayList<>();
        all.add(told("D", "DEPOSIT", 0, "MUR").put("gross_transaction_amount", "1000000"));
        for (int n = 0; n < 30; n++) {
            int which = random.nextInt(4);
            JsonObject trade =
                    told("T" + n, random.nextInt(3) == 0 ? "SELL" : "BUY", random.nextInt(DAYS), CURRENCIES.get(which));
            all.add(trade.put("security_id", security(which))
                    .put("quantity", String.valueOf(1 + random.nextInt(900) / 100.0))
                    .put("price", String.valueOf(40 + random.nextInt(60)))
                    .put("fees", random.nextInt(3)));
        }
        all.add(told("W", "WITHDRAWAL", 9, "MUR").put("gross_transaction_amount", "777.77"));
        all.add(told("X", "FX_CONVERSION", 11, "MUR")
                .put("gross_transaction_amount", "500")
                .put("quantity", "100")
                .put("currency", "SCR"));
        return all;
    }

    private static JsonObject told(String id, String type, int day, String currency) {
        return new JsonObject()
                .put("transaction_id", id)
                .put("portfolio_id", "R")
                .put("transaction_type", type)
                .put("transaction_date", FIRST.plusDays(day).toString())
                .put("trade_currency", currency);
    }

    private void tell(String kind, List<JsonObject> facts) {
        caller.request()
                .header("Prefer", "wait=30")
                .body(new JsonObject()
                        .put(kind.replace('-', '_'), new JsonArray(facts))
                        .encode())
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
    }

    private JsonObject rest(String path) {
        return new JsonObject(caller.request()
                .get("/api/v1/portfolios/R/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private List<JsonObject> rows(String view) {
        return caller.request()
                .get("/api/v1/analytics/sql/" + view + "&format=ndjson")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(JsonObject::new)
                .toList();
    }
}
