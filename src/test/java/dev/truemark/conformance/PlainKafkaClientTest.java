package dev.truemark.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** A producer with nothing of ours on its class path feeds the topics; positions and a socket delta follow. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class PlainKafkaClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @TestHTTPResource("/api/v1/ws")
    URI socket;

    @Test
    void positionsAndASocketDeltaFollow() throws Exception {
        Investor investor = Investor.registered();
        String owner = investor.get("/auth/me").getString("id");
        String security = "PLAIN-" + UUID.randomUUID();
        produce(List.of(
                "raw_transactions\t" + owner + "|PLAIN\t" + told(owner, "b", "BUY", security, 100, 150),
                "raw_transactions\t" + owner + "|PLAIN\t" + told(owner, "s", "SELL", security, 40, 170),
                price(security, "180")));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                investor.get("/portfolios/PLAIN/positions").getString("positions[0].quantity"))
                        .isEqualTo("60"));
        assertThat(investor.get("/portfolios/PLAIN/positions").getString("positions[0].cost_basis"))
                .isEqualTo("9000");

        Frames frames = new Frames();
        WebSocket ws = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + investor.token())
                .buildAsync(URI.create(socket.toString().replace("http", "ws")), frames)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        var sent = ws.sendText("{\"type\": \"subscribe\", \"portfolio_id\": \"PLAIN\"}", true);
        sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await().atMost(PATIENCE).until(() -> frames.any("snapshot"));
        produce(List.of(price(security, "190.5")));
        await().atMost(PATIENCE)
                .until(() -> frames.all.stream()
                        .filter(f -> f.getString("type").equals("delta"))
                        .anyMatch(f -> f.getJsonArray("positions").encode().contains("\"190.5\"")));
        ws.abort();
    }

    private static String told(String owner, String id, String type, String security, int quantity, int price) {
        return new JsonObject()
                .put("event_id", UUID.randomUUID().toString())
                .put("event_type", "transaction.received")
                .put("schema_version", 1)
                .put("owner", owner)
                .put(
                        "data",
                        new JsonObject()
                                .put("transaction_id", id)
                                .put("portfolio_id", "PLAIN")
                                .put("security_id", security)
                                .put("transaction_date", "2025-07-20")
                                .put("transaction_type", type)
                                .put("quantity", quantity)
                                .put("price", price)
                                .put("currency", "USD"))
                .encode();
    }

    private static String price(String security, String price) {
        return "market_prices\t" + security + "\t"
                + new JsonObject()
                        .put("security_id", security)
                        .put("price_time", Instant.now().toString())
                        .put("price", price)
                        .put("currency", "USD")
                        .encode();
    }

    private void produce(List<String> lines) throws IOException, InterruptedException {
        String classPath = jarOf(KafkaProducer.class) + File.pathSeparator + jarOf(Logger.class);
        Process producer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "src/test/plain-kafka/PlainProducer.java",
                        bootstrap)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        producer.getOutputStream().write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        producer.getOutputStream().close();
        assertThat(producer.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(producer.exitValue()).isZero();
    }

    private static String jarOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static final class Frames implements WebSocket.Listener {
        private final List<JsonObject> all = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                all.add(new JsonObject(part.toString()));
                part.setLength(0);
            }
            ws.request(1);
            return null;
        }

        boolean any(String type) {
            return all.stream().anyMatch(f -> f.getString("type").equals(type));
        }
    }
}
