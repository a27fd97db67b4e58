package dev.truemark.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.servers.TruemarkServers;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two instances over the same servers, fed with random trades, corrections, ticks and rates in any order: every state
 * that either has shown live is, at its basis, what the other computes cold from the facts.
 */
@ExtendWith(Pair.Started.class)
class TwoInstancesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int ROUNDS = 60;
    private static final int STATES_COMPARED = 12;

    private final Map<String, String> servers = TruemarkServers.shared().properties();
    private final String security = "TWO-" + UUID.randomUUID();
    private PackagedUser user;

    @Test
    void liveStatesOfBothEqualColdRecomputationsOfTheOther(Pair pair) throws Exception {
        PackagedApp one = pair.one();
        PackagedApp other = pair.other();
        try (KafkaProducer<String, String> producer = producer()) {
            user = PackagedUser.registered(one, "two");
            String owner = user.id(one);
            feed(producer, owner, new Random(7), 0);
            await().atMost(PATIENCE)
                    .until(() ->
                            user.get(one, "/api/v1/portfolios/TWO/positions").statusCode() == 200);
            PackagedSocket onOne = subscribe(one);
            PackagedSocket onOther = subscribe(other);
            Random random = new Random(8);
            for (int round = 1; round <= ROUNDS; round++) {
                feed(producer, owner, random, round);
            }
            await().atMost(PATIENCE).until(() -> onOne.frames("heartbeat").size() >= STATES_COMPARED);
            await().atMost(PATIENCE).until(() -> onOther.frames("heartbeat").size() >= STATES_COMPARED);
            compare(onOne.frames("heartbeat"), other);
            compare(onOther.frames("heartbeat"), one);
        }
    }

    private void compare(List<JsonObject> heartbeats, PackagedApp cold) {
        for (JsonObject heartbeat : heartbeats.subList(0, STATES_COMPARED)) {
            String basis = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(heartbeat.getJsonObject("basis").encode().getBytes(StandardCharsets.UTF_8));
            Response[] answer = new Response[1];
            await().atMost(PATIENCE).until(() -> {
                answer[0] = user.get(cold, "/api/v1/portfolios/TWO/valuation?basis=" + basis);
                return answer[0].statusCode() != 503;
            });
            assertThat(answer[0].statusCode()).as(answer[0].asString()).isEqualTo(200);
            assertThat(answer[0].jsonPath().getString("state_hash"))
                    .as("%s against %s", heartbeat, answer[0].asString())
                    .isEqualTo(heartbeat.getString("state_hash"));
        }
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.get("kafka.bootstrap.servers"), "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    private void feed(KafkaProducer<String, String> producer, String owner, Random random, int round)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        String currency = random.nextBoolean() ? "EUR" : "USD";
        JsonObject data = new JsonObject()
                .put("transaction_id", "t" + random.nextInt(40))
                .put("revision", 1 + random.nextInt(2))
                .put("portfolio_id", "TWO")
                .put("security_id", security + currency)
                .put("transaction_date", "2025-%02d-%02d".formatted(1 + random.nextInt(6), 1 + random.nextInt(28)))
                .put("transaction_type", random.nextInt(4) == 0 ? "SELL" : "BUY")
                .put("quantity", 1 + random.nextInt(9))
                .put("price", 100 + random.nextInt(9))
                .put("fees", "0.35")
                .put("currency", currency);
        JsonObject event = new JsonObject()
                .put("event_id", UUID.randomUUID().toString())
                .put("event_type", "transaction.received")
                .put("schema_version", 1)
                .put("owner", owner)
                .put("data", data);
        if (round % 3 == 0) records.add(new ProducerRecord<>("raw_transactions", owner + "|TWO", event.encode()));
        for (String each : List.of("EUR", "USD")) {
            JsonObject price = new JsonObject()
                    .put("security_id", security + each)
                    .put("price_time", Instant.now().toString())
                    .put("price", 90 + random.nextInt(30) + "." + random.nextInt(100))
                    .put("currency", each);
            records.add(new ProducerRecord<>("market_prices", security + each, price.encode()));
        }
        JsonObject rate = new JsonObject()
                .put("from_currency", random.nextBoolean() ? "EUR" : "USD")
                .put("rate_date", "2025-%02d-%02d".formatted(1 + random.nextInt(6), 1 + random.nextInt(28)))
                .put("rate", "1." + (10 + random.nextInt(80)));
        rate.put("to_currency", rate.getString("from_currency").equals("EUR") ? "USD" : "EUR");
        if (round % 5 == 0) records.add(new ProducerRecord<>("fx_rates", "EUR/USD", rate.encode()));
        for (ProducerRecord<String, String> record : records)
            producer.send(record).get(30, TimeUnit.SECONDS);
    }

    private PackagedSocket subscribe(PackagedApp app) throws Exception {
        return PackagedSocket.connect(app, user)
                .send(new JsonObject().put("type", "subscribe").put("portfolio_id", "TWO"));
    }
}
