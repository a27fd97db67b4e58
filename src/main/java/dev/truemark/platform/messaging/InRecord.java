package dev.truemark.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One record as it came from Kafka.
 *
 * @param at    the time that Kafka keeps with it
 * @param value empty for a tombstone
 */
public record InRecord(
        String topic, int partition, long offset, Instant at, String key, String value, Map<String, String> headers) {
    /** Names the ingest request that sent the record; with {@link #INGEST_ITEM} its fate is written down for it. */
    public static final String INGEST_BATCH = "truemark-ingest-batch";

    public static final String INGEST_ITEM = "truemark-ingest-item";

    static InRecord of(ConsumerRecord<String, String> r) {
        Map<String, String> headers = Map.of();
        for (Header h : r.headers()) {
            if (headers.isEmpty()) headers = new HashMap<>();
            headers.put(h.key(), h.value() == null ? "" : new String(h.value(), StandardCharsets.UTF_8));
        }
        return new InRecord(
                r.topic(),
                r.partition(),
                r.offset(),
                Instant.ofEpochMilli(r.timestamp()),
                r.key() == null ? "" : r.key(),
                r.value() == null ? "" : r.value(),
                headers);
    }

    /** The fate of this record for the request that sent it; empty for any other producer's. */
    public Optional<ItemFate> fate(String outcome, String reason) {
        String batch = headers.get(INGEST_BATCH);
        String item = headers.get(INGEST_ITEM);
        if (batch == null || item == null) return Optional.empty();
        try {
            return Optional.of(new ItemFate(
                    UUID.fromString(batch), Integer.parseInt(item), outcome, reason, null, null, null, null));
        } catch (IllegalArgumentException foreignHeader) {
            return Optional.empty();
        }
    }
}
