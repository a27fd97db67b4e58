package dev.truemark.platform.messaging;

import java.util.Map;

/** One record to publish. */
public record OutRecord(String topic, String key, String value, Map<String, String> headers) {
    public OutRecord(String topic, String key, String value) {
        this(topic, key, value, Map.of());
    }
}
