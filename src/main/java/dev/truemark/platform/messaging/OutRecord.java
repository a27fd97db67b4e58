package dev.truemark.platform.messaging;

import java.util.HashMap;
import java.util.Map;

/** One record to publish. */
public record OutRecord(String topic, String key, String value, Map<String, String> headers) {
    public OutRecord(String topic, String key, String value) {
        this(topic, key, value, Map.of());
    }

    /** The same with that header, in place of one of the same name. */
    OutRecord with(String header, String text) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, text);
        return new OutRecord(topic, key, value, all);
    }
}
