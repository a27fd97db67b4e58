package dev.truemark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.truemark.auth.TestUser;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of transaction, under policies that change with a date and differ by security, goes out and comes back. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class RoundTripTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    private static final String NDJSON = "application/x-ndjson";
    private static final String PORTFOLIO = """
            {"portfolios":[{"portfolio_id":"OUT","base_currency":"USD","cost_method":"LIFO","fees_in_cost":false,"policies":[
             {"effective_from":"2024-02-01","cost_method":"AVERAGE"},
             {"security_id":"RT_MANY","effective_from":"2024-03-01","cost_method":"HIFO","fees_in_cost":true},
             {"security_id":"RT_DIVIDEND_1","dividend_treatment":"REDUCE_COST"}]}]}""";

    private static ValidatableResponse sent(TestUser user, String kind, String type, String body) {
        return user.request()
                .contentType(type)
                .header("Prefer", "wait=20")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200)
                .body("items.status", everyItem(equalTo("BOOKED")));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void whatGoesOutUnderAnotherIdComesBackEqual(long seed) {
        TestUser user = TestUser.create();
        sent(user, "portfolios", "application/json", PORTFOLIO);
        JsonObject generated = new JsonObject().put("transactions", new JsonArray(transactions(new Random(seed))));
        sent(user, "transactions", "application/json", generated.encode());
        String file = exported(user, "OUT");
        TestUser other = TestUser.create();
        sent(other, "portfolios", NDJSON, file);
        sent(other, "transactions", NDJSON, file);

        assertThat(file.lines().map(line -> new JsonObject(line).getString("transaction_type", "")))
                .contains(Stream.of(TransactionType.values()).map(Enum::name).toArray(String[]::new));
        assertThat(read(other, "BACK", "positions?limit=500", "books_hash"))
                .isEqualTo(read(user, "OUT", "positions?limit=500", "books_hash"));
        assertThat(read(other, "BACK", "positions?limit=500", "positions"))
                .isEqualTo(read(user, "OUT", "positions?limit=500", "positions"));
        assertThat(read(other, "BACK", "cash", "cash")).isEqualTo(read(user, "OUT", "cash", "cash"));
        assertThat(read(other, "BACK", "policies", "policies")).isEqualTo(read(user, "OUT", "policies", "policies"));
        assertThat(lots(other, "BACK")).isEqualTo(lots(user, "OUT"));
        assertThat(exported(other, "BACK")).isEqualTo(file);
    }

    private static Object read(TestUser user, String portfolio, String part, String field) {
        return user.request()
                .get("/api/v1/portfolios/" + portfolio + "/" + part)
                .then()
                .statusCode(200)
                .extract()
                .path(field);
    }

    @SuppressWarnings("unchecked")
    private static Object lots(TestUser user, String portfolio) {
        List<Map<String, Object>> all = (List<Map<String, Object>>) read(user, portfolio, "lots?limit=500", "lots");
        all.forEach(lot -> lot.remove("lot_id"));
        return all;
    }

    private static String exported(TestUser user, String portfolio) {
        return user.request()
                .get("/api/v1/portfolios/" + portfolio + "/export?as=BACK")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Each type three times on a security of its own, and many trades of one; told in no order. */
    private static List<JsonObject> transactions(Random random) {
        List<JsonObject> all = new ArrayList<>();
        all.add(of("cash", TransactionType.DEPOSIT, null, FIRST).put("gross_transaction_amount", "1000000"));
        all.add(trade("many", TransactionType.BUY, "RT_MANY", FIRST, "1000", random));
        for (int n = 0; n < 60; n++) {
            TransactionType type = random.nextBoolean() ? TransactionType.BUY : TransactionType.SELL;
            LocalDate date = FIRST.plusDays(1 + random.nextInt(120));
            all.add(trade("many-" + n, type, "RT_MANY", date, "1" + random.nextInt(10) + ".5", random));
        }
        for (TransactionType type : TransactionType.values()) {
            for (int k = 0; k < 3; k++) {
                String id = type + "_" + k;
                boolean covers = type == TransactionType.BUY_TO_COVER;
                if (type != TransactionType.SELL_SHORT) {
                    TransactionType opens = covers ? TransactionType.SELL_SHORT : TransactionType.BUY;
                    all.add(trade("open-" + id, opens, "RT_" + id, FIRST, "100", random));
                }
                all.add(told(id, type, k, FIRST.plusDays(1 + random.nextInt(120)), random));
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static JsonObject told(String id, TransactionType type, int k, LocalDate date, Random random) {
        String amount = (1 + random.nextInt(90)) + ".25";
        String security = "RT_" + id;
        return switch (type) {
            case BUY, SELL, SELL_SHORT, BUY_TO_COVER -> trade(id, type, security, date, "20.5", random);
            case DEPOSIT, WITHDRAWAL, FEE, TAX, INTEREST ->
                of(id, type, null, date).put("gross_transaction_amount", amount);
            case DIVIDEND, RETURN_OF_CAPITAL ->
                of(id, type, security, date)
                        .put("gross_transaction_amount", amount)
                        .put("withholding_tax", "0.75");
            case TRANSFER_IN -> delivered(of(id, type, k == 2 ? null : security, date), k, amount);
            case TRANSFER_OUT -> of(id, type, security, date).put("quantity", "5");
            case FX_CONVERSION ->
                of(id, type, null, date)
                        .put("trade_currency", "USD")
                        .put("currency", "EUR")
                        .put("quantity", "90")
                        .put("gross_transaction_amount", "10" + k)
                        .put("fx_rate", "1");
            case SPLIT -> of(id, type, security, date).put("ratio", k == 0 ? "0.1" : "3");
            case STOCK_DIVIDEND -> of(id, type, security, date).put("ratio", "0.05");
            case SPIN_OFF ->
                of(id, type, security, date)
                        .put("target_security_id", security + "_NEW")
                        .put("cost_fraction", "0.2")
                        .put("ratio", "0.5");
            case MERGER ->
                of(id, type, security, date)
                        .put("target_security_id", security + "_NEW")
                        .put("ratio", "0.5");
            case RIGHTS_ISSUE, REDEMPTION, AMORTIZATION, ADJUSTMENT ->
                of(id, type, security, date).put("quantity", "10").put("gross_transaction_amount", amount);
        };
    }

    /** With its lots, at a market value, or money. */
    private static JsonObject delivered(JsonObject told, int k, String amount) {
        if (k == 2) return told.put("gross_transaction_amount", amount);
        told.put("quantity", "7");
        if (k == 1) return told.put("gross_transaction_amount", amount);
        return told.put("lots", new JsonArray("""
                [{"opened_on":"2020-05-05","quantity":"3","cost":"31.5"},
                 {"opened_on":"2021-06-06","quantity":"4","cost":"44","cost_base":"44"}]"""));
    }

    private static JsonObject trade(
            String id, TransactionType type, String security, LocalDate date, String units, Random random) {
        return of(id, type, security, date)
                .put("quantity", units)
                .put("price", (10 + random.nextInt(20)) + ".125")
                .put("fees", "1.5");
    }

    private static JsonObject of(String id, TransactionType type, String security, LocalDate date) {
        JsonObject told = new JsonObject()
                .put("transaction_id", id)
                .put("portfolio_id", "OUT")
                .put("transaction_type", type.name())
                .put("transaction_date", date.toString())
                .put("currency", "USD");
        return security == null ? told : told.put("security_id", security);
    }
}
