package dev.truemark.stream;

import static dev.truemark.stream.Scene.trade;
import static dev.truemark.stream.Scene.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.page.Lively;
import dev.truemark.platform.tracing.Traces;
import dev.truemark.servers.TruemarkServers;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One request, followed from the wire to the socket of somebody who watches. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(Lively.class)
class TracingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestHTTPResource("/api/v1/ws")
    URI http;

    @Inject
    InMemorySpanExporter exporter;

    @Test
    void aTransactionIsOneTraceFromTheRequestToTheSocket() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        String caller = "00000000000000a1";
        try (Scene scene = new Scene().portfolio("TRACED");
                WsClient client = WsClient.withToken(
                        URI.create(http.toString().replaceFirst("^http", "ws")),
                        scene.user().token())) {
            client.subscribe("TRACED").next("snapshot");
            String security = scene.security("TRACED");

            scene.user()
                    .request()
                    .header("traceparent", "00-" + trace + "-" + caller + "-01")
                    .contentType("application/json")
                    .body("{\"transactions\":["
                            + transaction("TRACED", "T1", "BUY", trade(security, "1", "10", "EUR"))
                            + "]}")
                    .post("/api/v1/ingest/transactions")
                    .then()
                    .statusCode(202);
            client.next("delta");
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(spans(trace)).extracting(SpanData::getName).contains("stream delta"));
        SpanData delta = only(trace, "stream delta");
        SpanData publish = only(trace, "calculated_positions publish");
        SpanData batch = only(trace, "ledger batch");
        SpanData request = only(trace, "POST /api/v1/ingest/{kind}");
        assertThat(delta.getParentSpanId()).isEqualTo(publish.getSpanId());
        assertThat(publish.getParentSpanId()).isEqualTo(batch.getSpanId());
        assertThat(batch.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(request.getParentSpanId()).isEqualTo(caller);
    }

    @Test
    void whatStandsInNoTraceMakesNoSpan() {
        assertThat(Traces.areOn()).isTrue();
        assertThat(Traces.textOf(Traces.step("nothing", io.opentelemetry.api.trace.SpanKind.INTERNAL, "")))
                .isEmpty();
        assertThat(Traces.textOf(
                        Traces.step("nonsense", io.opentelemetry.api.trace.SpanKind.INTERNAL, "no traceparent")))
                .as("a step of a trace of its own")
                .isNotEmpty();
    }

    private SpanData only(String trace, String name) {
        List<SpanData> found = spans(trace).stream()
                .filter(span -> span.getName().equals(name))
                .toList();
        assertThat(found).as("%s in %s", name, spans(trace)).hasSize(1);
        return found.getFirst();
    }

    private List<SpanData> spans(String trace) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .toList();
    }
}
