package dev.truemark.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.json.JsonRules;
import dev.truemark.platform.problem.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a record carries, with where it came from (API.md, Kafka).
 *
 * @param eventType empty for a bare record
 * @param owner     whose it is; empty where the channel's configuration must say so
 * @param data      the fact itself; the record itself where it is bare
 */
public record Envelope(
        String eventId,
        String eventType,
        int schemaVersion,
        Instant occurredAt,
        Instant recordedAt,
        String correlationId,
        Optional<UUID> owner,
        JsonNode data) {
    public static final String TRANSACTION = "transaction.received";
    public static final String INSTRUMENT = "instrument.received";
    public static final String PRICE = "price.received";
    public static final String RATE = "rate.received";
    public static final String PORTFOLIO = "portfolio.received";
    public static final String BENCHMARK = "benchmark.received";

    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = JsonRules.mapper();
    private static final Name EVENT_TYPE = Name.of("event_type");
    private static final Name EVENT_ID = Name.of("event_id");
    private static final Name CORRELATION_ID = Name.of("correlation_id");
    private static final Name OWNER = Name.of("owner");
    private static final Name OCCURRED_AT = Name.of("occurred_at");
    private static final Name RECORDED_AT = Name.of("recorded_at");
    private static final Name SCHEMA_VERSION = Name.of("schema_version");

    /** An envelope of the newest schema around {@code data}, told and written at {@code now}. */
    public static Envelope of(
            String eventType, UUID eventId, Instant now, String correlationId, UUID owner, JsonNode data) {
        return new Envelope(eventId.toString(), eventType, VERSION, now, now, correlationId, Optional.of(owner), data);
    }

    public String toJson() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put(EVENT_ID.plain(), eventId);
        all.put(EVENT_TYPE.plain(), eventType);
        all.put(SCHEMA_VERSION.plain(), schemaVersion);
        all.put(OCCURRED_AT.plain(), occurredAt == null ? null : occurredAt.toString());
        all.put(RECORDED_AT.plain(), recordedAt == null ? null : recordedAt.toString());
        all.put(CORRELATION_ID.plain(), correlationId);
        all.put(OWNER.plain(), owner.map(UUID::toString).orElse(null));
        all.set("data", data);
        return all.toString();
    }

    /** Reads a record, enveloped or bare. A record with {@code event_type} and {@code data} is enveloped. */
    public static Parsed<Envelope> read(String record) {
        JsonNode node;
        try {
            node = MAPPER.readTree(record);
        } catch (JsonProcessingException malformed) {
            return refused("MALFORMED_JSON", "The record cannot be read as JSON.");
        }
        if (node == null || !node.isObject()) return refused("WRONG_TYPE", "The record is no JSON object.");
        boolean bare = !node.has("data") || !(node.has("event_type") || node.has("eventType"));
        return bare ? bare(node) : enveloped(node);
    }

    private static Parsed<Envelope> bare(JsonNode node) {
        return new Parsed.Ok<>(new Envelope(null, "", VERSION, null, null, null, Optional.empty(), node));
    }

    private static Parsed<Envelope> enveloped(JsonNode node) {
        Fields fields = new Fields(node);
        Integer version = fields.count(SCHEMA_VERSION);
        if (version != null && version > VERSION) {
            fields.error(SCHEMA_VERSION, "UNKNOWN_VERSION", "Only schema version 1 is known.");
        }
        When occurred = fields.when(OCCURRED_AT);
        When recorded = fields.when(RECORDED_AT);
        String type = fields.id(EVENT_TYPE);
        fields.require(EVENT_TYPE, type);
        Envelope read = new Envelope(
                fields.id(EVENT_ID),
                type,
                version == null ? VERSION : version,
                occurred == null ? null : occurred.time(),
                recorded == null ? null : recorded.time(),
                fields.id(CORRELATION_ID),
                Optional.ofNullable(owner(fields)),
                node.get("data"));
        return fields.hasErrors() ? fields.refused() : new Parsed.Ok<>(read);
    }

    private static UUID owner(Fields fields) {
        String owner = fields.id(OWNER);
        try {
            return owner == null ? null : UUID.fromString(owner);
        } catch (IllegalArgumentException other) {
            return fields.error(OWNER, "WRONG_FORMAT", "The owner is the UUID of a user.");
        }
    }

    private static Parsed<Envelope> refused(String code, String message) {
        return new Parsed.Refused<>(List.of(new FieldError("", code, message)));
    }
}
