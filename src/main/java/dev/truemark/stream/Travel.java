package dev.truemark.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What of the past is asked for (docs/adr/0015).
 *
 * @param asOf    the date that is valued, or the first one of a replay along dates
 * @param knownAt what was known then, or the first knowledge of a replay along knowledge
 * @param speed   seconds of history in a second, above 0; empty where time stands still
 * @param along   what moves in a replay
 */
record Travel(Optional<LocalDate> asOf, Optional<Instant> knownAt, Optional<BigDecimal> speed, Axis along) {
    /** A year in a second. */
    static final BigDecimal MAX_SPEED = new BigDecimal("31536000");

    static final Set<String> FIELDS = Set.of("as_of", "known_at", "speed", "along");
    private static final int MAX_DIGITS = 30;

    /** The two kinds of time. */
    enum Axis {
        AS_OF,
        KNOWN_AT
    }

    /**
     * Reads the fields of a subscription; at least one of them is there.
     *
     * @throws BadMessage if one of them means nothing, or they do not go together
     */
    static Travel of(JsonNode message) throws BadMessage {
        Optional<LocalDate> asOf = Optional.empty();
        Optional<Instant> knownAt = Optional.empty();
        Optional<BigDecimal> speed = Optional.empty();
        if (message.has("as_of")) asOf = Optional.of(date(message.get("as_of")));
        if (message.has("known_at")) knownAt = Optional.of(instant(message.get("known_at")));
        if (message.has("speed")) speed = Optional.of(speed(message.get("speed")));
        if (message.has("along") && speed.isEmpty()) throw bad("along goes with speed");
        if (message.has("resume")) throw bad("resume does not go with as_of, known_at and speed");
        return new Travel(asOf, knownAt, speed, along(message.path("along")));
    }

    boolean isPlayed() {
        return speed.isPresent();
    }

    private static LocalDate date(JsonNode text) throws BadMessage {
        try {
            if (text.isTextual() && text.textValue().length() == "2026-01-01".length()) {
                return LocalDate.parse(text.textValue());
            }
        } catch (DateTimeException notADate) {
            // told below
        }
        throw bad("as_of must be a date such as 2026-01-01");
    }

    private static Instant instant(JsonNode text) throws BadMessage {
        try {
            if (text.isTextual()) {
                Instant at = OffsetDateTime.parse(text.textValue()).toInstant();
                if (at.equals(at.truncatedTo(ChronoUnit.MICROS))) return at;
            }
        } catch (DateTimeException notAnInstant) {
            // told below
        }
        throw bad("known_at must be an instant such as 2026-01-01T12:00:00.123456Z");
    }

    private static BigDecimal speed(JsonNode number) throws BadMessage {
        try {
            if (number.isNumber() || number.isTextual() && number.textValue().length() <= MAX_DIGITS) {
                BigDecimal speed = new BigDecimal(number.asText());
                if (speed.signum() > 0 && speed.compareTo(MAX_SPEED) <= 0 && speed.scale() <= MAX_DIGITS) return speed;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw bad("speed must be a decimal above 0, at most " + MAX_SPEED.toPlainString());
    }

    private static Axis along(JsonNode along) throws BadMessage {
        return switch (along.asText("as_of")) {
            case "as_of" -> Axis.AS_OF;
            case "known_at" -> Axis.KNOWN_AT;
            default -> throw bad("along must be as_of or known_at");
        };
    }

    private static BadMessage bad(String detail) {
        return new BadMessage(StreamError.BAD_MESSAGE, detail);
    }
}
