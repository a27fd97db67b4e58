package dev.truemark.platform.messaging;

import java.util.HashMap;
import java.util.Map;

/** A refused record on its way to {@code <in-topic>.dlq}: the record as it was, with the reason and its origin in headers. */
public final class DeadLetter {
    private DeadLetter() {}

    public static OutRecord of(Topics topics, InRecord record, String reason) {
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.put("dead-letter-reason", reason);
        headers.put("dead-letter-topic", record.topic());
        headers.put("dead-letter-partition", String.valueOf(record.partition()));
        headers.put("dead-letter-offset", String.valueOf(record.offset()));
        return new OutRecord(topics.deadLetters(record.topic()), record.key(), record.value(), headers);
    }
}
