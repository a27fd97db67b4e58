package dev.truemark.platform.messaging;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of an outbox row as one text: for each record its topic, key, value, number of headers and the headers,
 * each as {@code length:text}, where a missing key is {@code -1:}. A value is mostly JSON, and to quote JSON within JSON
 * and read it again costs more than to book it.
 *
 * <p>PostgreSQL's text holds every character but NUL; records with one are a JSON array of {@code {topic, key, value,
 * headers}}.
 */
final class OutboxText {
    private static final int OVERHEAD = 32;

    private OutboxText() {}

    static String of(List<OutRecord> records) {
        int size = 0;
        for (OutRecord r : records) {
            if (r.value().indexOf('\0') >= 0 || (r.key() != null && r.key().indexOf('\0') >= 0)) return json(records);
            if (!r.headers().isEmpty() && r.headers().toString().indexOf('\0') >= 0) return json(records);
            size += r.topic().length() + r.value().length() + 2 * OVERHEAD;
        }
        StringBuilder out = new StringBuilder(size);
        for (OutRecord r : records) {
            put(out, r.topic());
            put(out, r.key());
            put(out, r.value());
            out.append(r.headers().size()).append(':');
            r.headers().forEach((name, value) -> {
                put(out, name);
                put(out, value);
            });
        }
        return out.toString();
    }

    private static void put(StringBuilder out, String text) {
        if (text == null) out.append("-1:");
        else out.append(text.length()).append(':').append(text);
    }

    /** @throws IllegalArgumentException if the text is none that {@link #of} makes */
    static List<OutRecord> records(String text) {
        if (text.startsWith("[")) return fromJson(text);
        List<OutRecord> records = new ArrayList<>();
        Cursor at = new Cursor(text);
        while (!at.isAtEnd()) {
            String topic = at.text();
            String key = at.text();
            String value = at.text();
            int count = at.number();
            Map<String, String> headers = count == 0 ? Map.of() : new LinkedHashMap<>();
            for (int i = 0; i < count; i++) headers.put(at.text(), at.text());
            records.add(new OutRecord(topic, key, value, headers));
        }
        return records;
    }

    private static final class Cursor {
        private final String all;
        private int next;

        Cursor(String all) {
            this.all = all;
        }

        boolean isAtEnd() {
            return next >= all.length();
        }

        int number() {
            int colon = all.indexOf(':', next);
            if (colon < 0) throw new IllegalArgumentException("no length at " + next);
            int number = Integer.parseInt(all, next, colon, 10);
            next = colon + 1;
            return number;
        }

        String text() {
            int length = number();
            if (length < 0) return null;
            String text = all.substring(next, next + length);
            next += length;
            return text;
        }
    }

    private static String json(List<OutRecord> records) {
        JsonArray all = new JsonArray();
        for (OutRecord r : records) {
            JsonObject o =
                    new JsonObject().put("topic", r.topic()).put("key", r.key()).put("value", r.value());
            if (!r.headers().isEmpty()) o.put("headers", new JsonObject(new LinkedHashMap<>(r.headers())));
            all.add(o);
        }
        return all.encode();
    }

    private static List<OutRecord> fromJson(String json) {
        List<OutRecord> records = new ArrayList<>();
        for (Object each : new JsonArray(json)) {
            JsonObject o = (JsonObject) each;
            Map<String, String> headers = new LinkedHashMap<>();
            o.getJsonObject("headers", new JsonObject())
                    .forEach(h -> headers.put(h.getKey(), String.valueOf(h.getValue())));
            records.add(new OutRecord(o.getString("topic"), o.getString("key"), o.getString("value"), headers));
        }
        return records;
    }
}
