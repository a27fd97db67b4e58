package dev.truemark.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class QuoteTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static MarketProducer producer;
    private TestUser user;

    @Inject
    QuoteBook book;

    @Inject
    RedisDataSource redis;

    @BeforeAll
    static void connect() {
        producer = new MarketProducer();
    }

    @AfterAll
    static void close() {
        producer.close();
    }

    @BeforeEach
    void logIn() {
        user = TestUser.create();
        book.ready().await().atMost(PATIENCE);
    }

    private ValidatableResponse quote(String symbol) {
        return user.request().get("/api/v1/quotes/" + symbol).then();
    }

    private static void tick(String symbol, Instant at, String price) {
        producer.send("market_prices", symbol, """
                {"symbol":"%s","price_time":"%s","price":"%s","currency":"USD","volume":"7","source":"feed"}""".formatted(symbol, at, price));
    }

    private void awaitPrice(String symbol, String price) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> quote(symbol).statusCode(200).body("price", equalTo(price)));
    }

    @Test
    void aTickIsQuotedByItsSymbolFromMemoryAndRedis() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        producer.send("instruments", "QT_SEC", """
                {"security_id":"QT_SEC","symbol":"QT1","name":"Quoted"}""");
        await().atMost(PATIENCE)
                .until(() -> book.read(state -> state.instrument("QT_SEC").isPresent()));
        tick("QT1", now, "101.50");
        awaitPrice("QT1", "101.5");
        quote("QT1")
                .body("symbol", equalTo("QT1"))
                .body("security_id", equalTo("QT_SEC"))
                .body("currency", equalTo("USD"))
                .body("price_time", equalTo(now.toString()))
                .body("volume", equalTo("7"))
                .body("market_cap", nullValue())
                .body("source", equalTo("feed"))
                .body("stale", equalTo(false));
        user.request().get("/api/v1/stocks/QT_SEC").then().statusCode(200).body("symbol", equalTo("QT1"));
        await().atMost(PATIENCE).until(() -> redis.value(String.class).get("stock:QT1") != null);
        assertThat(new JsonObject(redis.value(String.class).get("stock:QT1")).getString("price"))
                .isEqualTo("101.5");
        assertThat(redis.key().ttl("stock:QT1")).isBetween(1L, 60L);
    }

    @Test
    void aTickOlderThanTheNewestDoesNotReplaceItAndACorrectionDoes() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        tick("QT2", now, "10");
        awaitPrice("QT2", "10");
        tick("QT2", now.minusSeconds(1), "9");
        tick("QT2B", now, "1");
        awaitPrice("QT2B", "1");
        quote("QT2").body("price", equalTo("10"));
        tick("QT2", now, "11");
        awaitPrice("QT2", "11");
    }

    @Test
    void anOldQuoteIsStale() {
        tick("QT3", Instant.now().minus(Duration.ofMinutes(16)), "10");
        awaitPrice("QT3", "10");
        quote("QT3").body("stale", equalTo(true));
    }

    @Test
    void manyAreQuotedAtOnceAndTheUnknownAreNamed() {
        tick("QT4", Instant.now(), "4");
        awaitPrice("QT4", "4");
        for (String path : List.of("quotes", "stocks")) {
            user.request()
                    .contentType("application/json")
                    .body(Map.of("symbols", List.of("QT_NONE", "QT4", "QT4")))
                    .post("/api/v1/" + path + "/batch")
                    .then()
                    .statusCode(200)
                    .body("quotes.symbol", contains("QT4"))
                    .body("unknown", contains("QT_NONE"));
        }
        quote("QT_NONE").statusCode(404).body("code", equalTo("NOT_FOUND"));
        user.request()
                .contentType("application/json")
                .body("{\"symbols\":[\"\"]}")
                .post("/api/v1/quotes/batch")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("symbols[0]"));
        io.restassured.RestAssured.get("/api/v1/quotes/QT4").then().statusCode(401);
    }

    @Test
    void listenersHearTicksInOrderWithTheOffsetsThatBelongToThem() {
        List<String> heard = new CopyOnWriteArrayList<>();
        List<Long> folded = new CopyOnWriteArrayList<>();
        book.onTick(ticks -> {
            for (Tick tick : ticks) {
                if (tick instanceof Tick.PriceTick p && p.symbol().equals("QT5")) {
                    heard.add(p.price().price().toPlainString());
                    folded.add(book.offsets().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
                }
            }
        });
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<String> told = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            tick("QT5", now.plusMillis(i), String.valueOf(i));
            told.add(String.valueOf(i));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).isEqualTo(told));
        assertThat(folded).isSorted();
        assertThat(book.offsets().keySet()).contains("market_prices/0", "fx_rates/0", "instruments/0");
    }
}
