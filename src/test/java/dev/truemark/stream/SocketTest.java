package dev.truemark.stream;

import static dev.truemark.stream.Scene.trade;
import static dev.truemark.stream.Scene.transaction;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(SocketTest.Quick.class)
class SocketTest {
    /** The rhythm of a test. */
    public static final class Quick implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "truemark.stream.heartbeat", "PT0.5S",
                    "truemark.stream.slow-after", "PT1S",
                    "truemark.stream.close-grace", "PT0.5S",
                    "truemark.stream.max-messages-per-second", "250",
                    "truemark.stream.max-connections-per-user", "3");
        }
    }

    @TestHTTPResource("/api/v1/ws")
    URI http;

    @Inject
    StreamMetrics metrics;

    private Scene scene;
    private UUID user;

    @BeforeEach
    void aPortfolio() {
        scene = new Scene().portfolio("MINE");
        user = scene.user().id();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @AfterEach
    void nothingOfAConnectionStays() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(metrics.connections()).hasValue(0);
            assertThat(metrics.subscriptions()).hasValue(0);
            assertThat(metrics.portfolios()).hasValue(0);
        });
    }

    private String token(UUID who, Duration lifetime) {
        return Jwt.issuer("https://truemark.dev")
                .subject(who.toString())
                .upn("user-" + who)
                .claim("scope", "")
                .expiresAt(Instant.now().plus(lifetime))
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .sign();
    }

    private URI ws(String more) {
        return URI.create(http.toString().replaceFirst("^http", "ws") + more);
    }

    private WsClient connect() {
        return WsClient.withToken(ws(""), token(user, Duration.ofMinutes(5)));
    }

    @Test
    void withoutATokenTheUpgradeIsRefused() {
        assertRefused(() -> WsClient.open(ws(""), builder -> {}));
        assertRefused(() -> WsClient.withToken(ws(""), "garbage"));
        assertRefused(() -> WsClient.withToken(ws(""), token(user, Duration.ofMinutes(-5))));
        String good = token(user, Duration.ofMinutes(5));
        assertRefused(() -> WsClient.open(ws("?access_token=" + good), builder -> {}));
        assertRefused(() -> WsClient.open(ws("/portfolio/MINE"), builder -> {}));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    }

    @Test
    void aBrowserBringsItsTokenAsASubprotocol() {
        String carried = URLEncoder.encode(
                        "quarkus-http-upgrade#Authorization#Bearer " + token(user, Duration.ofMinutes(5)),
                        StandardCharsets.UTF_8)
                .replace("+", "%20");
        try (WsClient client =
                WsClient.open(ws(""), builder -> builder.subprotocols("bearer-token-carrier", carried))) {
            assertThat(client.next().get("type").textValue()).isEqualTo("hello");
        }
    }

    @Test
    void aSubscriptionIsAnsweredAndBeats() {
        try (WsClient client = connect()) {
            JsonNode hello = client.next();
            assertThat(hello.get("type").textValue()).isEqualTo("hello");
            assertThat(hello.get("heartbeat_ms").intValue()).isEqualTo(500);
            client.subscribe("MINE");
            assertThat(client.next().get("type").textValue()).isEqualTo("subscribed");
            assertThat(client.next().get("type").textValue()).isEqualTo("snapshot");
            client.next("heartbeat");
        }
    }

    @Test
    void onePortfolioIsSubscribedOnOpen() {
        try (WsClient client = WsClient.withToken(ws("/portfolio/MINE"), token(user, Duration.ofMinutes(5)))) {
            assertThat(client.next().get("type").textValue()).isEqualTo("hello");
            assertThat(client.next().get("type").textValue()).isEqualTo("subscribed");
            client.send("{\"type\":\"snap\",\"portfolio_id\":\"MINE\"}");
            client.next("snapshot");
        }
    }

    @Test
    void whatIsNotTheCallersDoesNotExist() {
        try (WsClient client = connect()) {
            client.next();
            client.subscribe("YOURS");
            JsonNode error = client.next();
            assertThat(error.get("code").textValue()).isEqualTo("NOT_FOUND");
            assertThat(error.get("portfolio_id").textValue()).isEqualTo("YOURS");
            client.subscribe("MINE");
            client.next("snapshot");
        }
        try (WsClient client = WsClient.withToken(ws("/portfolio/YOURS"), token(user, Duration.ofMinutes(5)))) {
            assertThat(client.next("error").get("code").textValue()).isEqualTo("NOT_FOUND");
            assertThat(client.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void aMessageThatIsNotOneClosesTheConnection() {
        try (WsClient client = connect()) {
            client.next();
            client.send("{\"type\":\"dance\"}");
            assertThat(client.next().get("code").textValue()).isEqualTo("BAD_MESSAGE");
            assertThat(client.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aTokenThatExpiresEndsTheConnectionUnlessANewerOneComes() {
        String brief = token(user, Duration.ofSeconds(3));
        try (WsClient renewing = WsClient.withToken(ws(""), brief);
                WsClient forgetting = WsClient.withToken(ws(""), brief)) {
            renewing.next();
            assertThat(renewing.next().get("code").textValue()).isEqualTo("TOKEN_EXPIRES");
            renewing.send("{\"type\":\"authorize\",\"token\":\"" + token(user, Duration.ofMinutes(5)) + "\"}");
            assertThat(renewing.next().get("type").textValue()).isEqualTo("authorized");
            forgetting.next();
            assertThat(forgetting.next().get("code").textValue()).isEqualTo("TOKEN_EXPIRES");
            assertThat(forgetting.next().get("code").textValue()).isEqualTo("TOKEN_EXPIRED");
            assertThat(forgetting.closeCode()).isEqualTo(4401);
            renewing.subscribe("MINE").next("snapshot");
        }
    }

    @Test
    void aTokenOfSomebodyElseIsRefused() {
        try (WsClient client = connect()) {
            client.next();
            client.send(
                    "{\"type\":\"authorize\",\"token\":\"" + token(UUID.randomUUID(), Duration.ofMinutes(5)) + "\"}");
            assertThat(client.next().get("code").textValue()).isEqualTo("TOKEN_REFUSED");
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void moreConnectionsThanTheLimitAreClosed() {
        try (WsClient one = connect();
                WsClient two = connect();
                WsClient three = connect();
                WsClient four = connect()) {
            one.next("hello");
            two.next("hello");
            three.next("hello");
            assertThat(four.next().get("code").textValue()).isEqualTo("TOO_MANY_CONNECTIONS");
            assertThat(four.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void aFloodOfMessagesIsClosed() {
        try (WsClient client = connect()) {
            client.next("hello");
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) client.send("{\"type\":\"unsubscribe\",\"symbols\":[\"X\"]}");
                    })
                    .as("sent to a connection that is closed")
                    .isInstanceOf(CompletionException.class);
            assertThat(client.next("error").get("code").textValue()).isEqualTo("TOO_MANY_MESSAGES");
            assertThat(client.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndOthersGoOn() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(transaction("MINE", "T" + i, "BUY", trade(scene.security("S" + i), "1", "1", "EUR")));
        }
        scene.book("MINE", 300, many);
        double before = metrics.slow().count();
        try (WsClient reading = connect();
                DeafClient deaf = new DeafClient(ws(""), token(user, Duration.ofMinutes(5)))) {
            reading.subscribe("MINE").next("snapshot");
            deaf.send("{\"type\":\"subscribe\",\"portfolio_id\":\"MINE\"}");
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        deaf.sendIfOpen("{\"type\":\"snap\",\"portfolio_id\":\"MINE\"}");
                        return metrics.slow().count() == before + 1;
                    });
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(metrics.connections())
                            .as("torn down though it reads nothing")
                            .hasValue(1));
            reading.send("{\"type\":\"snap\",\"portfolio_id\":\"MINE\"}").next("snapshot");
        }
    }

    @Test
    void aClientThatGoesAwayLeavesNothingBehind() {
        WsClient client = connect();
        client.subscribe("MINE").next("snapshot");
        assertThat(metrics.subscriptions()).hasValue(1);
        client.vanish();
        nothingOfAConnectionStays();
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(org.hamcrest.Matchers.containsString("truemark_stream_connections 0.0"));
    }
}
