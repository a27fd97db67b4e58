package dev.truemark.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.platform.json.DecimalText;
import dev.truemark.platform.json.RefusedDecimal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads single fields; empty where a field is missing, null, or not what it should be. */
final class YahooFields {
    /** Every number of so many digits survives a {@code float}; one that needs more may have been one. */
    private static final int FLOAT_DIGITS = 9;

    private YahooFields() {}

    /**
     * A decimal above zero. The provider keeps prices as {@code float} and prints them as {@code double}: 182.64 arrives as
     * 182.63999938964844. A number that is exactly a {@code float}, printed with more digits than one holds, is read as the
     * shortest decimal of that {@code float}, which is the price that was put in; any other is taken as told.
     */
    static Optional<BigDecimal> price(JsonNode told) {
        return decimal(told).filter(value -> value.signum() > 0);
    }

    /** Zero or more, whole. */
    static Optional<BigDecimal> volume(JsonNode told) {
        return decimal(told).filter(value -> value.signum() >= 0 && value.scale() <= 0);
    }

    private static Optional<BigDecimal> decimal(JsonNode told) {
        if (told == null || !told.isNumber()) return Optional.empty();
        try {
            return Optional.of(DecimalText.parse(asPutIn(told.decimalValue()).toString()));
        } catch (RefusedDecimal refused) {
            return Optional.empty();
        }
    }

    private static BigDecimal asPutIn(BigDecimal told) {
        double value = told.doubleValue();
        float kept = (float) value;
        boolean widened = told.precision() > FLOAT_DIGITS && kept == value && Float.isFinite(kept);
        return widened ? new BigDecimal(Float.toString(kept)) : told;
    }

    /** Seconds since 1970, whole. */
    static Optional<Instant> instant(JsonNode told) {
        if (told == null || !told.canConvertToLong() || !told.isIntegralNumber()) return Optional.empty();
        try {
            return Optional.of(Instant.ofEpochSecond(told.longValue())).filter(at -> at.isAfter(Instant.EPOCH));
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    static Optional<String> text(JsonNode told) {
        return told != null && told.isTextual() ? Optional.of(told.textValue()) : Optional.empty();
    }
}
