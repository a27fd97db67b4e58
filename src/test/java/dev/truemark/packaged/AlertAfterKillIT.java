package dev.truemark.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.servers.TruemarkServers;
import io.restassured.http.ContentType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An instance is killed while a webhook has heard of an alert and not answered: the alert is neither lost nor told as two. */
@Tag("long")
class AlertAfterKillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration QUIET = Duration.ofSeconds(20);

    @Test
    void theNextInstanceTellsTheSameEventAgainAndFiresNoSecondAlert() {
        Map<String, String> properties = new HashMap<>(TruemarkServers.shared().properties());
        properties.put("truemark.auth.default-scopes", "market:write");
        properties.put("truemark.alerts.allow-private-addresses", "true");
        properties.put("truemark.alerts.webhook.back-off", "PT1S");
        properties.put("kafka.session.timeout.ms", "6000");
        properties.put("kafka.heartbeat.interval.ms", "1000");
        List<String> told = new CopyOnWriteArrayList<>();
        AtomicBoolean answers = new AtomicBoolean();
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer receiver = vertx.createHttpServer()
                    .requestHandler(request -> {
                        told.add(request.getHeader("Idempotency-Key"));
                        if (!answers.get()) return;
                        var unused = request.response().setStatusCode(200).end();
                    })
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            PackagedApp first = PackagedApp.start(properties);
            PackagedUser user = PackagedUser.registered(first, "alerted");
            holding(first, user);
            watch(first, user, "http://127.0.0.1:" + receiver.actualPort() + "/hook");
            await().atMost(PATIENCE).until(() -> !told.isEmpty());
            first.kill();
            answers.set(true);

            try (PackagedApp second = PackagedApp.start(properties)) {
                await().atMost(PATIENCE).until(() -> told.size() > 1);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(webhook(second, user).getString("state"))
                                .isEqualTo("DELIVERED"));
                int attempts = told.size();
                await().during(QUIET).atMost(PATIENCE).until(() -> told.size() == attempts);
                assertThat(told).as("one event").containsOnly(told.getFirst());
                assertThat(alerts(second, user)).hasSize(1);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Ten shares worth 200 each. */
    private static void holding(PackagedApp app, PackagedUser user) {
        user.ingest(
                app,
                "market-prices",
                new JsonArray()
                        .add(new JsonObject()
                                .put("security_id", "ALERTED-SHARE")
                                .put("price_date", "2025-03-03")
                                .put("price", "200")
                                .put("currency", "USD")));
        user.ingest(
                app,
                "transactions",
                new JsonArray()
                        .add(new JsonObject()
                                .put("transaction_id", "B")
                                .put("portfolio_id", "ALERTED")
                                .put("security_id", "ALERTED-SHARE")
                                .put("transaction_type", "BUY")
                                .put("transaction_date", "2025-03-03")
                                .put("quantity", 10)
                                .put("price", 100)
                                .put("currency", "USD")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(user.get(app, "/api/v1/portfolios/ALERTED/valuation")
                                .jsonPath()
                                .getString("totals.total_value"))
                        .isEqualTo("2000"));
    }

    private static void watch(PackagedApp app, PackagedUser user, String url) {
        given().header("Authorization", "Bearer " + user.token())
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "High", "kind", "VALUE", "direction", "ABOVE", "threshold", "1500", "webhook_url", url))
                .post(app.uri() + "/api/v1/portfolios/ALERTED/alert-rules")
                .then()
                .statusCode(201);
    }

    private static List<Map<String, Object>> alerts(PackagedApp app, PackagedUser user) {
        return user.get(app, "/api/v1/portfolios/ALERTED/alerts").jsonPath().getList("alerts");
    }

    private static JsonObject webhook(PackagedApp app, PackagedUser user) {
        return new JsonObject(user.get(app, "/api/v1/portfolios/ALERTED/alerts").asString())
                .getJsonArray("alerts")
                .getJsonObject(0)
                .getJsonArray("webhooks")
                .getJsonObject(0);
    }
}
