package dev.truemark.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A plain Kafka producer, set for throughput unless it is asked for one record at once. */
final class Records implements AutoCloseable {
    private final KafkaProducer<String, String> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private Records(String bootstrap, int lingerMs) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, String.valueOf(lingerMs));
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    static Records manyAtOnce(String bootstrap) {
        return new Records(bootstrap, 10);
    }

    static Records atOnce(String bootstrap) {
        return new Records(bootstrap, 0);
    }

    void send(ProducerRecord<String, String> record) {
        var unused = producer.send(record, (metadata, refused) -> {
            if (refused != null) failure.set(refused);
        });
    }

    /** Sends all and waits until the broker has them. */
    void sendAll(List<ProducerRecord<String, String>> records) {
        records.forEach(this::send);
        flush();
    }

    void flush() {
        producer.flush();
        if (failure.get() != null) throw new IllegalStateException("a record was refused", failure.get());
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
