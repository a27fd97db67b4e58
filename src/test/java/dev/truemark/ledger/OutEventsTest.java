package dev.truemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What the ledger tells the world is what its published schemas say, field for field. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class OutEventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Publisher publisher;

    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private final UUID owner = UUID.randomUUID();

    @Test
    void everyEventHoldsToItsPublishedSchema() throws IOException {
        tell(trade("BUY", "BUY", "10", 1));
        tell(trade("SPLIT", "SPLIT", "0", 1).put("ratio", "2"));
        tell(trade("SHORT", "SELL", "99", 1).put("notes", "more than there is").put("settlement_date", "2025-07-03"));
        tell(trade("WAITS", "BUY", "1", 1).put("security_id", "OTHER").put("currency", "THB"));
        tell(trade("BUY", "BUY", "12", 2));
        tell(trade("BUY", "BUY", "12", 3).put("reversed", true));

        List<JsonObject> recorded = eventsOf(topics.rawTransactionsCompleted(), 6);
        List<JsonObject> calculated = eventsOf(topics.processedTransactionsCompleted(), 3);
        List<JsonObject> positions = eventsOf(topics.calculatedPositions(), 1);

        assertHeld("transaction.recorded", recorded);
        assertHeld("transaction.calculated", calculated);
        assertHeld("position.calculated", positions);
        assertThat(recorded).hasSize(6);
        assertThat(calculated)
                .extracting(event -> event.getJsonObject("data").getString("status"))
                .contains("BOOKED", "REJECTED", "WAITING");
    }

    @Test
    void everyFigureOfAChangedPortfolioIsToldOnceForEachVersion() throws IOException {
        tell(trade("BUY", "BUY", "10", 1));
        for (String type : List.of("valuation", "performance", "risk", "allocation")) {
            String topic = type.equals("valuation") ? "calculated_valuations" : "calculated_" + type;
            List<JsonObject> events = eventsOf(topic, 1);
            assertHeld(type + ".calculated", events);
            assertThat(events)
                    .extracting(event -> event.getJsonObject("data").getLong("version"))
                    .doesNotHaveDuplicates();
        }
    }

    private static void assertHeld(String type, List<JsonObject> events) throws IOException {
        JsonSchema schema = schema(type);
        Set<String> fields = new HashSet<>();
        schema.getSchemaNode().at("/properties/data/properties").fieldNames().forEachRemaining(fields::add);
        assertThat(events).isNotEmpty();
        for (JsonObject event : events) {
            assertThat(schema.validate(event.encode(), InputFormat.JSON))
                    .as(event.encode())
                    .isEmpty();
            assertThat(event.getString("event_type")).isEqualTo(type);
            assertThat(event.getJsonObject("data").fieldNames()).isEqualTo(fields);
        }
    }

    private static JsonSchema schema(String event) throws IOException {
        try (InputStream file = OutEventsTest.class.getResourceAsStream("/schemas/" + event + ".json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(file);
        }
    }

    private static JsonObject trade(String id, String type, String quantity, int revision) {
        return new JsonObject()
                .put("transaction_id", id)
                .put("revision", revision)
                .put("portfolio_id", "EVENTS")
                .put("security_id", "EVENTS-S")
                .put("transaction_date", "2025-07-0" + revision)
                .put("transaction_type", type)
                .put("quantity", quantity)
                .put("price", "3")
                .put("currency", "USD");
    }

    private void tell(JsonObject data) {
        JsonObject event = new JsonObject()
                .put("event_id", UUID.randomUUID().toString())
                .put("event_type", "transaction.received")
                .put("schema_version", 1)
                .put("owner", owner.toString())
                .put("data", data);
        publisher
                .sendAll(List.of(new OutRecord(topics.rawTransactions(), owner + "|EVENTS", event.encode())))
                .await()
                .atMost(PATIENCE);
    }

    private List<JsonObject> eventsOf(String topic, int atLeast) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        List<JsonObject> events = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(PATIENCE).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> {
                    if (r.key() != null && r.key().startsWith(owner.toString())) events.add(new JsonObject(r.value()));
                });
                assertThat(events).hasSizeGreaterThanOrEqualTo(atLeast);
            });
        }
        return events;
    }
}
