package dev.truemark.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.json.JsonRules;
import java.time.Instant;
import java.util.List;

/** Facts as senders write them; single quotes stand for double ones. */
final class Told {
    static final Instant NOW = Instant.parse("2025-08-01T12:00:00Z");
    static final Reading READING = Reading.at(NOW);
    static final String BUY = """
            {'transaction_id':'T1','portfolio_id':'P','instrument_id':'AAPL','security_id':'SEC_AAPL',
             'transaction_date':'2025-07-20','transaction_type':'BUY','quantity':100,'price':150,'trade_currency':'USD'}""";
    private static final ObjectMapper MAPPER = JsonRules.mapper();

    private Told() {}

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@code base} with the fields of {@code change}; a null takes a field away. */
    static ObjectNode with(String base, String change) {
        ObjectNode all = json(base);
        json(change).properties().forEach(field -> {
            if (field.getValue().isNull()) all.remove(field.getKey());
            else all.set(field.getKey(), field.getValue());
        });
        return all;
    }

    static ReceivedTransaction transaction(JsonNode data) {
        return value(ReceivedTransaction.parse(data, READING));
    }

    static <T> T value(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Ok<T> ok -> ok.value();
            case Parsed.Refused<T> refused -> throw new AssertionError(refused.reason());
        };
    }

    /** {@code field CODE} of every error; empty where the fact was read. */
    static List<String> errors(Parsed<?> parsed) {
        return switch (parsed) {
            case Parsed.Ok<?> ok -> List.of();
            case Parsed.Refused<?> refused ->
                refused.errors().stream().map(e -> e.field() + " " + e.code()).toList();
        };
    }
}
