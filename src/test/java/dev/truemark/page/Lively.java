package dev.truemark.page;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Heartbeats often enough to wait for, and tracing, which an address turns on; the spans go to {@link Exporter} in its place. */
public final class Lively implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "truemark.stream.heartbeat", "PT2S",
                "quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:1",
                "quarkus.otel.bsp.schedule.delay", "0.05S");
    }

    /** Of all tests, but asked only where tracing is on. */
    public static final class Exporter {
        @Produces
        @Singleton
        InMemorySpanExporter spans() {
            return InMemorySpanExporter.create();
        }
    }
}
