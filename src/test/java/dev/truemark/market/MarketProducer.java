package dev.truemark.market;

import dev.truemark.servers.TruemarkServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Any producer: a plain Kafka client that knows the topics and the shapes of API.md, and nothing else of the service. */
final class MarketProducer implements AutoCloseable {
    private static final String BROKER = TruemarkServers.shared().properties().get("kafka.bootstrap.servers");

    private final KafkaProducer<String, String> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER, "acks", "all"), new StringSerializer(), new StringSerializer());

    void send(String topic, String key, String json) {
        send(topic, key, json, Map.of());
    }

    void send(String topic, String key, String json, Map<String, String> headers) {
        send(new ProducerRecord<>(topic, key, json), headers);
    }

    /** As a producer does that hashes keys its own way. */
    void send(String topic, int partition, String key, String json) {
        send(new ProducerRecord<>(topic, partition, key, json), Map.of());
    }

    private void send(ProducerRecord<String, String> record, Map<String, String> headers) {
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get();
        } catch (Exception refused) {
            throw new AssertionError("the broker did not take the record", refused);
        }
    }

    /** All that is in {@code topic} by now. */
    static List<ConsumerRecord<String, String>> allOf(String topic) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo p : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, p.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    @Override
    public void close() {
        producer.close();
    }
}
