package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.platform.json.DecimalText;
import dev.truemark.platform.json.RefusedDecimal;
import dev.truemark.platform.problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the fields of one fact and collects what is wrong with them. A missing field, null and empty text are the same. */
final class Fields {
    static final int MAX_ID_CHARS = 128;
    static final int MAX_NAME_CHARS = 256;
    static final int MAX_TEXT_CHARS = 2000;

    private final JsonNode node;
    private List<FieldError> errors = List.of();

    Fields(JsonNode node) {
        this.node = node;
        if (node == null || !node.isObject()) add("", "WRONG_TYPE", "A JSON object is needed here.");
    }

    /** The value under the first spelling that has one; null where there is none. */
    JsonNode raw(Name name) {
        if (node == null) return null;
        JsonNode found = null;
        for (String spelling : name.spellings()) {
            JsonNode each = node.get(spelling);
            if (each == null || isEmpty(each)) continue;
            if (found == null) found = each;
            else if (!same(found, each)) error(name, "AMBIGUOUS", "Two spellings of the field have different values.");
        }
        return found;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || (value.isTextual() && value.textValue().isEmpty());
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(other)
                || (one.isValueNode() && other.isValueNode() && one.asText().equals(other.asText()));
    }

    /** An id: at most 128 characters, none of them a control character. */
    String id(Name name) {
        return text(name, MAX_ID_CHARS, false);
    }

    String text(Name name, int maxChars, boolean lines) {
        JsonNode value = raw(name);
        if (value == null) return null;
        if (!value.isTextual() && !value.isIntegralNumber()) {
            return error(name, "WRONG_TYPE", "Text is needed here.");
        }
        String text = value.asText();
        if (text.length() > maxChars) return error(name, "TOO_LONG", maxChars + " characters at most.");
        if (!Texts.isClean(text, lines)) {
            return error(name, "INVALID_CHARACTERS", "Control characters and broken surrogates are not allowed.");
        }
        return text.isBlank() ? error(name, "BLANK", "Text of spaces alone says nothing.") : text;
    }

    /** A decimal of any sign, from a number or text; without trailing zeros. */
    BigDecimal decimal(Name name) {
        JsonNode value = raw(name);
        if (value == null) return null;
        if (!value.isTextual() && !value.isNumber()) return error(name, "WRONG_TYPE", "A number is needed here.");
        try {
            return DecimalText.parse(value.asText());
        } catch (RefusedDecimal e) {
            return error(name, e.code(), e.getMessage());
        }
    }

    /** A decimal of zero or more. */
    BigDecimal amount(Name name) {
        BigDecimal value = decimal(name);
        return value != null && value.signum() < 0
                ? error(name, "NEGATIVE", "The value may not be negative; the type gives the sign.")
                : value;
    }

    /** A decimal of more than zero. */
    BigDecimal positive(Name name) {
        BigDecimal value = decimal(name);
        return value != null && value.signum() <= 0
                ? error(name, "NOT_POSITIVE", "The value must be more than zero.")
                : value;
    }

    /** A whole number from 1, as a number or text. */
    Integer count(Name name) {
        BigDecimal value = decimal(name);
        if (value == null) return null;
        if (value.scale() > 0 || value.signum() <= 0 || value.precision() > 9) {
            return error(name, "NOT_A_COUNT", "A whole number from 1 to 999999999 is needed here.");
        }
        return value.intValueExact();
    }

    Boolean bool(Name name) {
        JsonNode value = raw(name);
        if (value == null) return null;
        if (value.isBoolean()) return value.booleanValue();
        return switch (value.asText().toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> error(name, "WRONG_TYPE", "true or false is needed here.");
        };
    }

    String currency(Name name) {
        String code = id(name);
        if (code == null || Texts.isCurrency(code)) return code;
        return error(name, "UNKNOWN_CURRENCY", "A currency is three upper-case letters of ISO 4217, such as USD.");
    }

    /** A constant by its name, whatever its case. */
    <E extends Enum<E>> E choice(Name name, Class<E> of) {
        String text = id(name);
        if (text == null) return null;
        try {
            return Enum.valueOf(of, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return error(name, "UNKNOWN_VALUE", "It must be one of " + List.of(of.getEnumConstants()) + ".");
        }
    }

    /** A date or an instant; a date with a time but no offset is taken as UTC. */
    When when(Name name) {
        JsonNode value = raw(name);
        if (value == null) return null;
        When when = value.isTextual() ? Dates.read(value.textValue()) : null;
        if (when == null) {
            return error(name, "WRONG_FORMAT", "A date (2025-07-20) or instant (2025-07-20T09:30:00Z) is needed here.");
        }
        return Dates.isKept(when)
                ? when
                : error(name, "DATE_OUT_OF_RANGE", "Dates from 1800-01-01 to 9999-12-31 are kept.");
    }

    void require(Name name, Object value) {
        if (value == null && !isRefused(name)) error(name, "REQUIRED", "The field is required.");
    }

    /** Whether the field has an error already; so that it is not called missing too. */
    boolean isRefused(Name name) {
        for (FieldError e : errors) if (e.field().equals(name.plain())) return true;
        return false;
    }

    /** Notes an error and gives null, for the field's value. */
    <V> V error(Name name, String code, String message) {
        add(name.plain(), code, message);
        return null;
    }

    void add(String field, String code, String message) {
        if (errors.isEmpty()) errors = new ArrayList<>();
        errors.add(new FieldError(field, code, message));
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    List<FieldError> errors() {
        return errors;
    }

    <T> Parsed<T> refused() {
        return new Parsed.Refused<>(errors);
    }
}
