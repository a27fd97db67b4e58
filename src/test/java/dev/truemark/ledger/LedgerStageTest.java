package dev.truemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Records through Kafka to books and events. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class LedgerStageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    @Inject
    Publisher publisher;

    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private final UUID owner = UUID.randomUUID();

    private RowSet<Row> query(String sql, Object... args) {
        Tuple tuple = Tuple.tuple();
        for (Object arg : args) tuple.addValue(arg);
        return pool.preparedQuery(sql).execute(tuple).await().atMost(PATIENCE);
    }

    private void send(String... values) {
        List<OutRecord> records = new ArrayList<>();
        for (String value : values) records.add(new OutRecord(topics.rawTransactions(), owner + "|P", value));
        publisher.sendAll(records).await().atMost(PATIENCE);
    }

    private String told(String data) {
        return """
            {"event_id": "%s", "event_type": "transaction.received", "schema_version": 1, "owner": "%s", "data": %s}""".formatted(UUID.randomUUID(), owner, data);
    }

    private static String trade(String id, String type, String date, int quantity, int price) {
        return """
            {"transaction_id": "%s", "portfolio_id": "P", "security_id": "SEC_X", "transaction_date": "%s",
             "transaction_type": "%s", "quantity": %d, "price": %d, "currency": "USD"}""".formatted(id, date, type, quantity, price);
    }

    private void awaitPosition(String quantity, String cost) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            RowSet<Row> rows = query(
                    "SELECT t.* FROM position t JOIN portfolio p ON p.key = t.portfolio_key WHERE p.owner_id = $1",
                    owner);
            assertThat(rows.size()).isOne();
            Row row = rows.iterator().next();
            assertThat(row.getBigDecimal("quantity")).isEqualByComparingTo(quantity);
            assertThat(row.getBigDecimal("cost")).isEqualByComparingTo(cost);
        });
    }

    private List<JsonObject> eventsOf(String topic) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrap);
        config.put("group.id", UUID.randomUUID().toString());
        config.put("auto.offset.reset", "earliest");
        List<JsonObject> events = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> {
                    if (r.key() != null && r.key().startsWith(owner.toString())) events.add(new JsonObject(r.value()));
                });
                return !events.isEmpty();
            });
        }
        return events;
    }

    /** A row that refers to another takes that lock of it. */
    @Test
    void whoeverWritesARowThatRefersToAPortfolioDoesNotHoldUpItsBooks() {
        send(told(trade("T1", "BUY", "2025-01-02", 10, 5)));
        awaitPosition("10", "50");

        pool.withTransaction(tx -> tx.preparedQuery("SELECT 1 FROM portfolio WHERE owner_id = $1 FOR KEY SHARE")
                        .execute(Tuple.of(owner))
                        .chain(() -> Uni.createFrom()
                                .<Void>item(() -> {
                                    send(told(trade("T2", "BUY", "2025-01-03", 10, 5)));
                                    awaitPosition("20", "100");
                                    return null;
                                })
                                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())))
                .await()
                .atMost(PATIENCE.multipliedBy(2));
    }

    @Test
    void tradesBecomePositionsAndEvents() {
        send(told(trade("b", "BUY", "2025-07-20", 100, 150)), told(trade("s", "SELL", "2025-07-25", 40, 170)));
        awaitPosition("60", "9000");

        JsonObject recorded = eventsOf(topics.rawTransactionsCompleted()).getFirst();
        assertThat(recorded.getString("event_type")).isEqualTo("transaction.recorded");
        assertThat(recorded.getString("recorded_at")).isNotNull();
        assertThat(eventsOf(topics.processedTransactionsCompleted()).stream()
                        .map(e -> e.getJsonObject("data").getString("realized_gain_loss")))
                .contains("800");
        assertThat(eventsOf(topics.calculatedPositions())
                        .getLast()
                        .getJsonObject("data")
                        .getJsonArray("positions"))
                .isNotEmpty();
        await().atMost(PATIENCE)
                .until(() -> query(
                                        "SELECT 1 FROM outbox o JOIN portfolio p ON p.key = o.portfolio_key WHERE p.owner_id = $1",
                                        owner)
                                .size()
                        == 0);
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheRestIsBooked() {
        send(
                "no json at all",
                told("{\"transaction_id\": \"x\"}"),
                trade("bare", "BUY", "2025-01-01", 1, 1),
                told(trade("good", "BUY", "2025-01-01", 7, 10)));
        awaitPosition("7", "70");

        List<String> reasons = new ArrayList<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            reasons.clear();
            reasons.addAll(deadLetterReasons());
            assertThat(reasons).hasSizeGreaterThanOrEqualTo(2);
        });
        assertThat(reasons).anyMatch(r -> r.contains("MALFORMED_JSON")).anyMatch(r -> r.contains("REQUIRED"));
    }

    private List<String> deadLetterReasons() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrap);
        config.put("group.id", UUID.randomUUID().toString());
        config.put("auto.offset.reset", "earliest");
        List<String> reasons = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topics.deadLetters(topics.rawTransactions())));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> {
                    if (!r.key().startsWith(owner.toString())) return;
                    reasons.add(new String(
                            r.headers().lastHeader("dead-letter-reason").value(),
                            java.nio.charset.StandardCharsets.UTF_8));
                });
                return reasons.size() >= 2;
            });
        }
        return reasons;
    }

    @Test
    void anIngestRequestLearnsWhatBecameOfItsItems() {
        UUID batch = UUID.randomUUID();
        OutRecord first = new OutRecord(
                topics.rawTransactions(),
                owner + "|P",
                told(trade("b", "BUY", "2025-01-01", 5, 10)),
                Map.of(InRecord.INGEST_BATCH, batch.toString(), InRecord.INGEST_ITEM, "0"));
        OutRecord again = new OutRecord(
                first.topic(),
                first.key(),
                first.value(),
                Map.of(InRecord.INGEST_BATCH, batch.toString(), InRecord.INGEST_ITEM, "1"));
        OutRecord conflict = new OutRecord(
                first.topic(),
                first.key(),
                told(trade("b", "BUY", "2025-01-01", 6, 10)),
                Map.of(InRecord.INGEST_BATCH, batch.toString(), InRecord.INGEST_ITEM, "2"));
        publisher.sendAll(List.of(first, again, conflict)).await().atMost(PATIENCE);
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> outcomes = new ArrayList<>();
            query("SELECT outcome FROM ingest_item WHERE ingest_batch = $1 ORDER BY item", batch)
                    .forEach(row -> outcomes.add(row.getString(0)));
            assertThat(outcomes).containsExactly("RECORDED", "REPLAYED", "CONFLICT");
        });
    }
}
