package dev.truemark.simulate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.auth.User;
import dev.truemark.auth.Users;
import dev.truemark.servers.Restricted;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(Restricted.class)
class SimulatorTest {
    private static final List<String> ACCOUNTS = List.of("ACC001", "ACC002", "ACC003");

    @Inject
    Users users;

    @Inject
    Beginnings beginnings;

    @Test
    void whatItSendsIsBookedToTheCentForAUserWhoCanLogIn() throws Throwable {
        given().contentType("application/json")
                .body(Map.of("username", Restricted.SIMULATED, "password", Restricted.PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200);
        UUID owner = VertxContextSupport.<User>subscribeAndAwait(
                        () -> users.byUsername(Restricted.SIMULATED).map(found -> found.orElseThrow()))
                .id();

        List<JsonNode> sent = sentBy(owner);

        assertThat(ofType(sent, "instrument.received")).hasSize(10);
        assertThat(ofType(sent, "price.received")).hasSize(210);
        assertThat(ofType(sent, "transaction.received").stream()
                        .filter(each -> each.get("transaction_id").asText().endsWith("-DEPOSIT")))
                .hasSize(3);
        Map<String, BigDecimal> expected = fold(ofType(sent, "transaction.received"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(booked(owner)).isEqualTo(expected));
    }

    /** Reads the topics as anybody could, until all that four seconds hold has been seen. */
    private static List<JsonNode> sentBy(UUID owner) {
        String brokers = TruemarkServers.shared().properties().get("kafka.bootstrap.servers");
        List<JsonNode> sent = new ArrayList<>();
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                "simulator-test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(Set.of("raw_transactions", "market_prices", "instruments"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    // Other tests send to the same topics, some of it no JSON
                    if (!record.value().contains(owner.toString())) continue;
                    JsonNode envelope = new ObjectMapper().readTree(record.value());
                    if (envelope.path("owner").asText().equals(owner.toString())) sent.add(envelope);
                }
                // 10 opening quotes and 200 ticks; 40 trades less those that could not be, and at least 10 flows
                return ofType(sent, "price.received").size() >= 210
                        && ofType(sent, "transaction.received").size() >= 3 + 40 + 10;
            });
        }
        return sent;
    }

    private static List<JsonNode> ofType(List<JsonNode> envelopes, String type) {
        Set<String> seen = new HashSet<>();
        return envelopes.stream()
                .filter(each -> each.get("event_type").asText().equals(type))
                .filter(each -> seen.add(each.get("event_id").asText()))
                .map(each -> each.get("data"))
                .toList();
    }

    /** Cash by account and shares by account and symbol, added up from the records alone. */
    private static Map<String, BigDecimal> fold(List<JsonNode> transactions) {
        Map<String, BigDecimal> sums = new HashMap<>();
        for (JsonNode t : transactions) {
            String account = t.get("portfolio_id").asText();
            BigDecimal gross = new BigDecimal(t.get("gross_transaction_amount").asText());
            BigDecimal fees = new BigDecimal(t.path("fees").asText("0"));
            BigDecimal units = new BigDecimal(t.path("quantity").asText("0"));
            boolean out = Set.of("BUY", "WITHDRAWAL")
                    .contains(t.get("transaction_type").asText());
            sums.merge(account, (out ? gross.negate() : gross).subtract(fees), BigDecimal::add);
            if (t.has("quantity")) {
                boolean buy = t.get("transaction_type").asText().equals("BUY");
                sums.merge(account + t.get("instrument_id").asText(), buy ? units : units.negate(), BigDecimal::add);
            }
        }
        return plain(sums);
    }

    private Map<String, BigDecimal> booked(UUID owner) throws Throwable {
        Simulation.Beginning found =
                VertxContextSupport.subscribeAndAwait(() -> beginnings.of(owner, ACCOUNTS, BigDecimal.ZERO));
        Map<String, BigDecimal> sums = new HashMap<>();
        for (SimulatedAccount account : found.accounts()) {
            sums.put(account.portfolioId(), account.cash());
            account.holdings().forEach((symbol, units) -> sums.put(account.portfolioId() + symbol, units));
        }
        return plain(sums);
    }

    /** Without zeros at the end, and without what is nothing. */
    private static Map<String, BigDecimal> plain(Map<String, BigDecimal> sums) {
        sums.values().removeIf(value -> value.signum() == 0);
        sums.replaceAll((key, value) -> value.stripTrailingZeros());
        return sums;
    }
}
