package dev.truemark.stream;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.truemark.auth.Scopes;
import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A user with portfolios and a market of their own: facts by REST and by a plain Kafka client. */
final class Scene implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final TestUser user = TestUser.withScopes(Scopes.MARKET_WRITE);
    private final KafkaProducer<String, String> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    TruemarkServers.shared().properties().get("kafka.bootstrap.servers"),
                    "acks",
                    "all"),
            new StringSerializer(),
            new StringSerializer());

    TestUser user() {
        return user;
    }

    /** A security that no other scene knows. */
    String security(String name) {
        return name + '_' + run;
    }

    Scene portfolio(String portfolioId) {
        user.request()
                .contentType("application/json")
                .body(Map.of("portfolio_id", portfolioId, "name", portfolioId, "base_currency", "EUR"))
                .post("/api/v1/portfolios")
                .then()
                .statusCode(201);
        return this;
    }

    /** Sends transactions of {@code portfolioId} and waits until they are booked and its positions number {@code open}. */
    Scene book(String portfolioId, int open, List<String> transactions) {
        user.request()
                .contentType("application/json")
                .body("{\"transactions\":[" + String.join(",", transactions) + "]}")
                .post("/api/v1/ingest/transactions")
                .then()
                .statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> user.request()
                        .get("/api/v1/portfolios/" + portfolioId + "/positions?limit=1000")
                        .then()
                        .statusCode(200)
                        .body("positions.findAll { it.quantity != '0' }.size()", equalTo(open)));
        return this;
    }

    /** Ingests {@code items} of a kind such as {@code fx-rates}, and waits until they are in effect. */
    Scene tell(String kind, List<String> items) {
        user.request()
                .contentType("application/json")
                .header("Prefer", "wait=30")
                .body("{\"" + kind.replace('-', '_') + "\":[" + String.join(",", items) + "]}")
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
        return this;
    }

    /** One transaction; {@code fields} as JSON without braces. */
    static String transaction(String portfolioId, String id, String type, String fields) {
        return "{\"portfolio_id\":\"" + portfolioId + "\",\"transaction_id\":\"" + id + "\",\"transaction_type\":\""
                + type + "\",\"transaction_date\":\"2026-01-06\"," + fields + '}';
    }

    static String trade(String security, String quantity, String price, String currency) {
        return "\"security_id\":\"" + security + "\",\"quantity\":\"" + quantity + "\",\"price\":\"" + price
                + "\",\"trade_currency\":\"" + currency + '"';
    }

    void price(String security, String price, String currency) {
        send("market_prices", security, """
                {"security_id":"%s","price_time":"%s","price":"%s","currency":"%s","source":"live-test"}""".formatted(security, now(), price, currency));
    }

    /** Euros per unit of {@code currency}. */
    void rate(String currency, String rate) {
        send("fx_rates", currency + "/EUR", """
                {"from_currency":"%s","to_currency":"EUR","rate_time":"%s","rate":"%s","source":"live-test"}""".formatted(currency, now(), rate));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private void send(String topic, String key, String value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception refused) {
            throw new AssertionError("the broker did not take the record", refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
