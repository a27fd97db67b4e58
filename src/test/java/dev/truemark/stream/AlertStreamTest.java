package dev.truemark.stream;

import static dev.truemark.stream.Scene.trade;
import static dev.truemark.stream.Scene.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts on real sockets: each connection hears of each event once, also of those that it missed. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(SocketTest.Quick.class)
class AlertStreamTest {
    @TestHTTPResource("/api/v1/ws")
    URI http;

    @Inject
    AlertFeed feed;

    private Scene scene;

    @BeforeEach
    void aPortfolio() {
        scene = new Scene().portfolio("ALARM");
    }

    @AfterEach
    void close() {
        scene.user().request().delete("/api/v1/portfolios/ALARM").then().statusCode(204);
        scene.close();
        await().atMost(Scene.PATIENCE)
                .untilAsserted(() -> assertThat(feed.listeners()).isZero());
    }

    private WsClient connect() {
        return WsClient.withToken(
                URI.create(http.toString().replaceFirst("^http", "ws")),
                scene.user().token());
    }

    private static String alerts(String more) {
        return "{\"type\":\"subscribe\",\"portfolio_id\":\"ALARM\",\"alerts\":true" + more + '}';
    }

    /** 10 units and no cash: above 1100 from a price of 111 on. */
    @Test
    void eachConnectionHearsOfEachEventOnce() {
        String security = scene.security("ALM");
        scene.price(security, "100", "EUR");
        scene.book("ALARM", 1, List.of(transaction("ALARM", "T1", "BUY", trade(security, "10", "100", "EUR"))));
        scene.user()
                .request()
                .contentType("application/json")
                .body(Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", "1100", "name", "Top"))
                .post("/api/v1/portfolios/ALARM/alert-rules")
                .then()
                .statusCode(201);
        try (WsClient one = connect();
                WsClient two = connect()) {
            one.send(alerts(""));
            JsonNode subscribed = one.next("subscribed");
            assertThat(subscribed.get("since").longValue()).isZero();
            assertThat(subscribed.get("alerts").booleanValue()).isTrue();
            scene.price(security, "111", "EUR");
            JsonNode fired = one.next("alert");
            assertThat(fired.get("seq").longValue()).isEqualTo(1);
            assertThat(fired.get("event").textValue()).isEqualTo("FIRED");
            assertThat(fired.get("rule_name").textValue()).isEqualTo("Top");
            assertThat(fired.get("portfolio_id").textValue()).isEqualTo("ALARM");
            assertThat(fired.get("value").textValue()).isEqualTo("1110");

            two.send(alerts(",\"since\":0"));
            assertThat(two.next("alert"))
                    .as("what it missed, in the same words")
                    .isEqualTo(fired);
            scene.price(security, "101", "EUR");
            JsonNode resolved = one.next("alert");
            assertThat(resolved.get("event").textValue()).isEqualTo("RESOLVED");
            assertThat(resolved.get("seq").longValue()).isEqualTo(2);
            assertThat(resolved.get("alert_id")).isEqualTo(fired.get("alert_id"));
            assertThat(two.next("alert")).isEqualTo(resolved);

            one.send("{\"type\":\"unsubscribe\",\"portfolio_id\":\"ALARM\",\"alerts\":true}");
            one.send("{\"type\":\"unsubscribe\",\"portfolio_id\":\"ALARM\",\"alerts\":true}");
            assertThat(one.next("error").get("code").textValue()).isEqualTo("NOT_SUBSCRIBED");
            scene.price(security, "120", "EUR");
            assertThat(two.next("alert").get("seq").longValue()).isEqualTo(3);
            one.send(alerts(",\"since\":2"));
            assertThat(one.next("alert").get("seq").longValue()).isEqualTo(3);
        }
    }

    @Test
    void thePortfolioOfAnotherHasNone() {
        Scene other = new Scene();
        try (WsClient client = WsClient.withToken(
                URI.create(http.toString().replaceFirst("^http", "ws")),
                other.user().token())) {
            client.send(alerts(",\"since\":0"));
            JsonNode refused = client.next("error");
            assertThat(refused.get("code").textValue()).isEqualTo("NOT_FOUND");
            assertThat(refused.get("portfolio_id").textValue()).isEqualTo("ALARM");
        } finally {
            other.close();
        }
    }
}
