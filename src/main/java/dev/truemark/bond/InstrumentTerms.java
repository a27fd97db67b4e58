package dev.truemark.bond;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.core.bond.BondQuote;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.YieldConvention;
import dev.truemark.core.time.BusinessCalendar;
import dev.truemark.core.time.DayCount;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The terms of a bond as they were told with the instrument. Nothing is taken for granted that a price depends on: day
 * count, yield convention, frequency and both parts of the quote convention must be told.
 *
 * @param isClean  whether prices leave accrued interest out
 * @param pointsPerPrice what a price is multiplied by to be per 100 face: 1 for percent, 100 for a price per unit of face
 * @param factor   part of the face that is still outstanding
 */
record InstrumentTerms(BondTerms bond, boolean isClean, double pointsPerPrice, double factor) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double FACE = 100;
    private static final int MOST_COUNT = 60;

    static boolean isBond(String terms) {
        return !node(terms).isMissingNode();
    }

    /** Empty where a term that figures depend on is missing or cannot be. */
    static Optional<InstrumentTerms> read(String terms) {
        JsonNode bond = node(terms);
        try {
            return Optional.of(new InstrumentTerms(
                    bond(bond),
                    choice(text(bond, "price_type"), "CLEAN", "DIRTY"),
                    choice(text(bond, "price_unit"), "PERCENT", "UNIT") ? 1 : FACE,
                    number(bond, "factor", 1)));
        } catch (IllegalArgumentException | DateTimeException incomplete) {
            return Optional.empty();
        }
    }

    BondQuote quote(BigDecimal price) {
        double points = price.doubleValue() * pointsPerPrice;
        return isClean ? new BondQuote.CleanPrice(points) : new BondQuote.DirtyPrice(points);
    }

    /** What {@code face} is worth at a dirty price (DEFINITIONS 21). */
    double valueOf(BigDecimal face, double dirtyPrice) {
        return face.doubleValue() * factor * dirtyPrice / FACE;
    }

    private static BondTerms bond(JsonNode bond) {
        return new BondTerms(
                LocalDate.parse(text(bond, "maturity_date")),
                date(bond, "issue_date"),
                date(bond, "first_coupon_date"),
                number(bond, "coupon_rate", 0),
                count(bond, "frequency", Double.NaN),
                DayCount.of(text(bond, "day_count")).orElseThrow(() -> new IllegalArgumentException("day_count")),
                YieldConvention.valueOf(text(bond, "yield_convention")),
                count(bond, "ex_coupon_days", 0),
                number(bond, "redemption", FACE),
                calendar(bond));
    }

    private static Optional<BusinessCalendar> calendar(JsonNode bond) {
        if (!bond.hasNonNull("calendar")) return Optional.empty();
        Optional<BusinessCalendar> known = BusinessCalendar.of(text(bond, "calendar"));
        if (known.isEmpty()) throw new IllegalArgumentException("calendar");
        return known;
    }

    private static Optional<LocalDate> date(JsonNode bond, String field) {
        return bond.hasNonNull(field) ? Optional.of(LocalDate.parse(text(bond, field))) : Optional.empty();
    }

    private static String text(JsonNode bond, String field) {
        if (!bond.hasNonNull(field)) throw new IllegalArgumentException(field);
        return bond.get(field).asText();
    }

    private static double number(JsonNode bond, String field, double otherwise) {
        double value = bond.hasNonNull(field) ? Double.parseDouble(text(bond, field)) : otherwise;
        if (!Double.isFinite(value) || value < 0) throw new IllegalArgumentException(field);
        return value;
    }

    private static int count(JsonNode bond, String field, double otherwise) {
        double value = number(bond, field, otherwise);
        if (value > MOST_COUNT || value != Math.rint(value)) throw new IllegalArgumentException(field);
        return (int) value;
    }

    private static boolean choice(String told, String one, String other) {
        if (!told.equals(one) && !told.equals(other)) throw new IllegalArgumentException(told);
        return told.equals(one);
    }

    private static JsonNode node(String terms) {
        try {
            return JSON.readTree(terms).path("bond");
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("stored terms are JSON", unreadable);
        }
    }
}
