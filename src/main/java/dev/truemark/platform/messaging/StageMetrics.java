package dev.truemark.platform.messaging;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** Size and time of every stage's batches, and what it could not process. Lag is the Kafka client's own metric. */
@ApplicationScoped
class StageMetrics {
    private final MeterRegistry registry;

    StageMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void batch(String stage, int records, long nanos) {
        DistributionSummary.builder("truemark.stage.batch.records")
                .description("Records booked in one transaction")
                .tag("stage", stage)
                .register(registry)
                .record(records);
        Timer.builder("truemark.stage.batch")
                .description("Time of one batch, from opening its transaction to its commit")
                .tag("stage", stage)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void published(String topic, boolean deadLetter) {
        registry.counter(deadLetter ? "truemark.stage.dead.letters" : "truemark.outbox.records", "topic", topic)
                .increment();
    }
}
