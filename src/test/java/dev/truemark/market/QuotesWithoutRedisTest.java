package dev.truemark.market;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.truemark.auth.TestUser;
import dev.truemark.servers.Restricted;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(Restricted.class)
class QuotesWithoutRedisTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    QuoteBook book;

    @Test
    void quotesAreAnsweredFromMemoryAndHealthSaysSo() {
        book.ready().await().atMost(PATIENCE);
        TestUser user = TestUser.create();
        try (MarketProducer producer = new MarketProducer()) {
            producer.send("market_prices", "QR1", """
                    {"symbol":"QR1","price_time":"%s","price":"5","currency":"USD"}""".formatted(Instant.now()));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> user.request()
                        .get("/api/v1/quotes/QR1")
                        .then()
                        .statusCode(200)
                        .body("price", equalTo("5")));
        RestAssured.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'quotes' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'quotes' }.data.redis", equalTo("degraded"))
                .body("checks.find { it.name == 'quotes' }.data.book", equalTo("ready"));
    }
}
