package dev.truemark.provider;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.truemark.market.QuoteBook;
import dev.truemark.market.QuoteCacheWriter;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.roles.Role;
import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider of our own tells of a security that somebody holds, up to its quotes, Redis and its closes. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class ProviderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    ProviderJob job;

    @Inject
    QuoteBook book;

    @Inject
    RedisDataSource redis;

    @Inject
    DataSource database;

    @Inject
    Vertx vertx;

    @Inject
    Turns turns;

    @Inject
    HeldSecurities securities;

    @Inject
    Publisher publisher;

    @Inject
    Topics topics;

    @Inject
    QuoteCacheWriter cache;

    /** Of this test alone, and among the first by name. */
    private final String symbol =
            "0P" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    private final String security = symbol + "-SEC";
    private final Instant quotedAt =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(90);
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final CopyOnWriteArrayList<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void serve() {
        server = vertx.getDelegate()
                .createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        book.ready().await().atMost(PATIENCE);
    }

    @AfterEach
    void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.path());
        String chart = "/v8/finance/chart/";
        boolean ours = request.path().equals(chart + symbol);
        if (status != 200) {
            var unused = request.response()
                    .setStatusCode(status)
                    .putHeader("Retry-After", "3600")
                    .end();
        } else if (request.path().equals("/v7/finance/quote")) {
            var unused = request.response()
                    .end(Answers.quotes(Answers.quote(symbol, "7250.5", "GBp", quotedAt.getEpochSecond())));
        } else {
            var unused = request.response().setStatusCode(ours ? 200 : 404).end(ours ? chart() : Answers.DELISTED);
        }
    }

    /** Five days to today at 14:00Z; 70, 71, … pounds. */
    private String chart() {
        List<String> times = new ArrayList<>();
        for (int back = 4; back >= 0; back--)
            times.add(String.valueOf(today.minusDays(back).atTime(0, 0).toEpochSecond(ZoneOffset.UTC)));
        long opened = today.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        String meta = """
                "currency":"GBp","symbol":"%s","exchangeTimezoneName":"UTC\"""".formatted(symbol);
        return Answers.chart(
                meta,
                new long[] {opened, opened + 86_400},
                String.join(",", times),
                "",
                "7000,7100,7200,7300,7400",
                "1,1,1,1,1",
                "1,1,1,1,1");
    }

    private ProviderConfig config(String source) {
        return config(source, "true");
    }

    private ProviderConfig config(String source, String enabled) {
        return TestConfig.with(
                "enabled",
                enabled,
                "url",
                "http://localhost:" + server.actualPort(),
                "source",
                source,
                "symbols." + security,
                symbol,
                "history-days",
                "3",
                "spacing",
                "PT0S",
                "batch",
                "500",
                "max-securities",
                "500",
                "retries",
                "0",
                "quotes-every",
                "PT1H");
    }

    private TestCaller holder(String portfolio) {
        TestCaller caller = TestCaller.anybody();
        ingest(caller, "transactions", """
                {"transactions":[{"transaction_id":"B","portfolio_id":"%s","transaction_type":"BUY","security_id":"%s",
                "transaction_date":"%s","quantity":10,"price":60,"trade_currency":"GBP"}]}""".formatted(portfolio, security, today.minusDays(10)));
        return caller;
    }

    private static void ingest(TestCaller caller, String kind, String body) {
        caller.request()
                .header("Prefer", "wait=30")
                .body(body)
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsHeldIsPricedQuotedAndFilledInButNotOverAUsersPrice() {
        TestCaller caller = holder("P1");
        ingest(caller, "market-prices", """
                {"market_prices":[{"security_id":"%s","price_date":"%s","price":"55","currency":"GBP"}]}""".formatted(security, today.minusDays(2)));

        ProviderConfig config = config("provider-test");
        try (HttpCalls calls = new HttpCalls(vertx, config)) {
            ProviderRun run = job.runWith(config, calls);
            run.takeTurns();
            List<String> first = List.copyOf(asked);
            run.takeTurns();
            assertThat(first).contains("/v7/finance/quote", "/v8/finance/chart/" + symbol);
            assertThat(asked).as("nobody's turn before it is due").isEqualTo(first);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> caller.request()
                            .get("/api/v1/quotes/" + security)
                            .then()
                            .statusCode(200)
                            .body("price", equalTo("72.505"))
                            .body("currency", equalTo("GBP"))
                            .body("source", equalTo("provider-test"))
                            .body("price_time", equalTo(quotedAt.toString())));
            redis.key().del("stock:" + security);
            run.warm();
            await().atMost(PATIENCE).until(() -> redis.value(String.class).get("stock:" + security) != null);
            assertThat(new JsonObject(redis.value(String.class).get("stock:" + security)).getString("price"))
                    .isEqualTo("72.505");
            assertThat(redis.key().ttl("stock:" + security)).isBetween(1L, 60L);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(closes(caller))
                        .containsOnly(
                                Map.entry(today.minusDays(3).toString(), "71"),
                                Map.entry(today.minusDays(2).toString(), "55"),
                                Map.entry(today.minusDays(1).toString(), "73")));
    }

    /** As an instance starts it. */
    private ProviderJob started(ProviderConfig config, Role... roles) {
        ProviderMetrics own = new ProviderMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
        ProviderJob started = new ProviderJob(
                config,
                own,
                turns,
                securities,
                publisher,
                topics,
                book,
                cache,
                () -> Set.of(roles),
                vertx,
                Clock.systemUTC());
        started.start(new StartupEvent());
        return started;
    }

    @Test
    void itAsksByItselfWhereItIsEnabledAndTheInstanceHasTheRole() {
        holder("P3");
        ProviderJob off = started(config("provider-off", "false"), Role.MARKET);
        ProviderJob elsewhere = started(config("provider-elsewhere"), Role.API);
        ProviderJob on = started(config("provider-on"), Role.MARKET);
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(asked).contains("/v7/finance/quote", "/v8/finance/chart/" + symbol));
            assertThat(asked).as("one of three").containsOnlyOnce("/v7/finance/quote");
        } finally {
            List.of(off, elsewhere, on).forEach(ProviderJob::close);
        }
    }

    @Test
    void aConfigurationOutOfBoundsAbortsTheStartOnlyWhereItIsEnabled() {
        started(TestConfig.with("batch", "0"), Role.MARKET).close();

        assertThatThrownBy(() -> started(TestConfig.with("enabled", "true", "batch", "0"), Role.MARKET))
                .hasMessageContaining("truemark.provider.batch");
    }

    /** The prices that were told for a day. */
    private Map<String, String> closes(TestCaller caller) {
        List<Map<String, Object>> prices = caller.request()
                .get("/api/v1/instruments/" + security + "/prices")
                .then()
                .statusCode(200)
                .extract()
                .path("prices");
        return prices.stream()
                .filter(each -> each.get("price_date") != null)
                .collect(Collectors.toMap(
                        each -> String.valueOf(each.get("price_date")), each -> String.valueOf(each.get("price"))));
    }

    @Test
    void whoAsksToBeLeftAloneIsByEveryInstanceAndForEveryTask() {
        holder("P2");
        status = 429;
        ProviderConfig config = config("provider-limited");
        try (HttpCalls calls = new HttpCalls(vertx, config)) {
            job.runWith(config, calls).takeTurns();
            assertThat(asked).containsExactly("/v7/finance/quote");

            status = 200;
            job.runWith(config, calls).takeTurns();
            assertThat(asked).hasSize(1);
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                    SELECT failures, due BETWEEN clock_timestamp() + interval '55 minutes' AND clock_timestamp() + interval '60 minutes'
                    FROM provider_turn WHERE source = 'provider-limited' AND task = 'quotes'""")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getBoolean(2)).isTrue();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        given().get("/q/health/ready").then().statusCode(200);
    }
}
