package dev.truemark.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the messages of clients strictly: what is not understood is refused, never skipped. */
final class ClientMessages {
    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_TOKEN_LENGTH = 16_384;
    private static final Set<String> SUBSCRIPTION = Set.of(
            "type", "portfolio_id", "symbols", "max_hz", "resume", "as_of", "known_at", "speed", "along", "analytics");

    private final ObjectMapper mapper;
    private final int maxSymbols;

    ClientMessages(ObjectMapper mapper, int maxSymbols) {
        this.mapper = mapper;
        this.maxSymbols = maxSymbols;
    }

    /** @throws BadMessage if {@code text} is not a message of API.md */
    ClientMessage parse(String text) throws BadMessage {
        ObjectNode message = object(text);
        String type = text(message, "type", MAX_NAME_LENGTH);
        return switch (type) {
            case "subscribe" -> subscribe(message);
            case "unsubscribe" -> unsubscribe(message);
            case "authorize" -> {
                fields(message, Set.of("type", "token"));
                yield new ClientMessage.Authorize(text(message, "token", MAX_TOKEN_LENGTH));
            }
            case "snap" -> {
                fields(message, Set.of("type", "portfolio_id"));
                yield new ClientMessage.Snap(text(message, "portfolio_id", MAX_NAME_LENGTH));
            }
            default -> throw bad("unknown type");
        };
    }

    private ClientMessage subscribe(ObjectNode message) throws BadMessage {
        if (message.has("alerts")) return alerts(message);
        if (!message.has("portfolio_id")) {
            fields(message, Set.of("type", "symbols"));
            return new ClientMessage.SubscribeQuotes(required(symbols(message)));
        }
        fields(message, SUBSCRIPTION);
        if (Travel.FIELDS.stream().anyMatch(message::has)) {
            if (flag(message, "analytics")) throw bad("analytics does not go with as_of, known_at and speed");
            return new ClientMessage.SubscribePast(
                    text(message, "portfolio_id", MAX_NAME_LENGTH),
                    symbols(message),
                    rate(message),
                    Travel.of(message));
        }
        return new ClientMessage.SubscribePortfolio(
                text(message, "portfolio_id", MAX_NAME_LENGTH),
                symbols(message),
                rate(message),
                resume(message),
                flag(message, "analytics"));
    }

    private static ClientMessage alerts(ObjectNode message) throws BadMessage {
        fields(message, Set.of("type", "portfolio_id", "alerts", "since"));
        requireTrue(message);
        JsonNode since = message.get("since");
        if (since != null && (!since.isIntegralNumber() || !since.canConvertToLong() || since.longValue() < 0)) {
            throw bad("since must be a whole number, 0 or more");
        }
        return new ClientMessage.SubscribeAlerts(
                text(message, "portfolio_id", MAX_NAME_LENGTH),
                Optional.ofNullable(since).map(JsonNode::longValue));
    }

    private static void requireTrue(ObjectNode message) throws BadMessage {
        if (!message.get("alerts").isBoolean() || !message.get("alerts").booleanValue())
            throw bad("alerts must be true");
    }

    private ClientMessage unsubscribe(ObjectNode message) throws BadMessage {
        if (message.has("alerts")) {
            fields(message, Set.of("type", "portfolio_id", "alerts"));
            requireTrue(message);
            return new ClientMessage.UnsubscribeAlerts(text(message, "portfolio_id", MAX_NAME_LENGTH));
        }
        if (message.has("portfolio_id")) {
            fields(message, Set.of("type", "portfolio_id"));
            return new ClientMessage.UnsubscribePortfolio(text(message, "portfolio_id", MAX_NAME_LENGTH));
        }
        fields(message, Set.of("type", "symbols"));
        return new ClientMessage.UnsubscribeQuotes(required(symbols(message)));
    }

    private ObjectNode object(String text) throws BadMessage {
        try {
            if (mapper.readTree(text) instanceof ObjectNode object) return object;
        } catch (JsonProcessingException notJson) {
            throw bad("not well-formed JSON");
        }
        throw bad("not a JSON object");
    }

    private static void fields(ObjectNode message, Set<String> known) throws BadMessage {
        for (var names = message.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) throw bad("unknown field " + shortened(name));
        }
    }

    private Set<String> symbols(ObjectNode message) throws BadMessage {
        JsonNode list = message.get("symbols");
        if (list == null) return Set.of();
        if (!list.isArray() || list.isEmpty()) throw bad("symbols must be a list with at least one entry");
        if (list.size() > maxSymbols) {
            throw new BadMessage(StreamError.TOO_MANY_SYMBOLS, "at most " + maxSymbols + " symbols");
        }
        Set<String> symbols = new LinkedHashSet<>();
        for (JsonNode each : list) {
            if (!each.isTextual() || isBadName(each.textValue(), MAX_NAME_LENGTH)) {
                throw bad("symbols must be texts of 1 to " + MAX_NAME_LENGTH + " characters");
            }
            symbols.add(each.textValue());
        }
        return symbols;
    }

    private static Set<String> required(Set<String> symbols) throws BadMessage {
        if (symbols.isEmpty()) throw bad("portfolio_id or symbols is needed");
        return symbols;
    }

    private static RateClass rate(ObjectNode message) throws BadMessage {
        JsonNode maxHz = message.get("max_hz");
        if (maxHz == null) return RateClass.ALL;
        if (!maxHz.isInt()) throw bad("max_hz must be 0, 1, 4 or 10");
        return RateClass.ofMaxHz(maxHz.intValue()).orElseThrow(() -> bad("max_hz must be 0, 1, 4 or 10"));
    }

    private static boolean flag(ObjectNode message, String field) throws BadMessage {
        JsonNode flag = message.get(field);
        if (flag == null) return false;
        if (!flag.isBoolean()) throw bad(field + " must be true or false");
        return flag.booleanValue();
    }

    private static Optional<ClientMessage.Resume> resume(ObjectNode message) throws BadMessage {
        JsonNode resume = message.get("resume");
        if (resume == null) return Optional.empty();
        if (!(resume instanceof ObjectNode object)) throw bad("resume must be an object");
        fields(object, Set.of("epoch", "seq"));
        JsonNode seq = object.get("seq");
        if (seq == null || !seq.isIntegralNumber() || !seq.canConvertToLong() || seq.longValue() < 0) {
            throw bad("resume.seq must be a whole number, 0 or more");
        }
        return Optional.of(new ClientMessage.Resume(text(object, "epoch", MAX_NAME_LENGTH), seq.longValue()));
    }

    private static String text(ObjectNode object, String field, int maxLength) throws BadMessage {
        JsonNode value = object.get(field);
        if (value == null || !value.isTextual() || isBadName(value.textValue(), maxLength)) {
            throw bad(field + " must be a text of 1 to " + maxLength + " characters");
        }
        return value.textValue();
    }

    private static boolean isBadName(String name, int maxLength) {
        return name.isBlank() || name.length() > maxLength;
    }

    private static BadMessage bad(String detail) {
        return new BadMessage(StreamError.BAD_MESSAGE, detail);
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
