package dev.truemark.platform.messaging;

import dev.truemark.platform.tracing.Traces;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes records and says when the broker has them.
 *
 * <p><b>Delivery.</b> A success means that all in-sync replicas acknowledged every record. After a failure some may have
 * been written; sending the same again is for the caller, and harmless, since what we send names its own identity.
 */
@ApplicationScoped
public class Publisher {
    private static final int DELIVERY_TIMEOUT_MS = 30_000;
    private static final int MAX_BLOCK_MS = 10_000;

    private final KafkaProducer<String, String> producer;
    /** {@code send} may block while metadata is fetched, so it never runs on an event loop. */
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("truemark-publisher").factory());

    Publisher(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "2");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(DELIVERY_TIMEOUT_MS));
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(DELIVERY_TIMEOUT_MS / 2));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(MAX_BLOCK_MS));
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    /** Sends in the given order; completes when all are acknowledged, fails with the first refusal. */
    public Uni<Void> sendAll(List<OutRecord> records) {
        if (records.isEmpty()) return Uni.createFrom().voidItem();
        return Uni.createFrom().emitter(done -> {
            AtomicInteger open = new AtomicInteger(records.size());
            String trace = Traces.here();
            sender.execute(() -> {
                try {
                    for (OutRecord r : records) {
                        var unused = producer.send(kafkaRecord(r, trace), (metadata, failure) -> {
                            if (failure != null) done.fail(failure);
                            else if (open.decrementAndGet() == 0) done.complete(null);
                        });
                    }
                } catch (RuntimeException refused) {
                    done.fail(refused);
                }
            });
        });
    }

    /** @param trace of who sends it, for a record that carries none of its own */
    private static ProducerRecord<String, String> kafkaRecord(OutRecord r, String trace) {
        ProducerRecord<String, String> record = new ProducerRecord<>(r.topic(), r.key(), r.value());
        if (!trace.isEmpty() && !r.headers().containsKey(Traces.HEADER)) {
            record.headers().add(Traces.HEADER, trace.getBytes(StandardCharsets.UTF_8));
        }
        r.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @PreDestroy
    void close() {
        sender.shutdown();
        producer.close(Duration.ofSeconds(5));
    }
}
