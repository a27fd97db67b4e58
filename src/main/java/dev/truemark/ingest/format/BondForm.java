package dev.truemark.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.instrument.YieldConvention;
import dev.truemark.core.time.DayCount;
import dev.truemark.platform.json.JsonRules;
import dev.truemark.platform.problem.FieldError;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@code bond} of an instrument, as told and as kept among its terms. Nothing that a value depends on is assumed: what
 * was not told, or cannot be, makes a figure unknown and never another one.
 *
 * @param quotation what a price means, with the terms by which interest accrues where they were all told
 * @param terms     with which yields are computed too; empty where one is missing
 */
public record BondForm(Quotation quotation, Optional<BondTerms> terms) {
    private static final ObjectMapper JSON = JsonRules.mapper();
    private static final String BOND = "bond";
    private static final BondForm NOTHING = new BondForm(Quotation.UNKNOWN, Optional.empty());
    private static final String CALLED_BOND = "(?i).*bonds?|fixed[ _-]?income";

    /** How a price is told: clean or dirty. */
    enum PriceType {
        CLEAN,
        DIRTY
    }

    /** Of what a price is told: of 100 face, or of 1. */
    enum PriceUnit {
        PERCENT,
        UNIT
    }

    /** Notes what is wrong with terms that were told. */
    static void check(Fields instrument, JsonNode told) {
        if (told == null || !told.isObject()) return;
        BondFields fields = new BondFields(told);
        fields.check();
        for (FieldError each : fields.errors()) {
            instrument.add(BOND + "." + each.field(), each.code(), each.message());
        }
    }

    /** The same terms under the names and in the words that they are kept in. */
    static JsonNode canonical(JsonNode told) {
        ObjectNode kept = told.deepCopy();
        for (Map.Entry<String, Name> each : BondFields.names().entrySet()) {
            JsonNode value = new Fields(told).raw(each.getValue());
            kept.remove(List.of(each.getValue().spellings()));
            if (value == null) continue;
            boolean word = value.isTextual() && BondFields.isWord(each.getValue());
            if (word) kept.put(each.getKey(), value.textValue().toUpperCase(Locale.ROOT));
            else kept.set(each.getKey(), value);
        }
        return kept;
    }

    /** Whether bond terms were told at all. */
    public static boolean isTold(String terms) {
        return !bond(terms).isMissingNode();
    }

    /** Of terms as they are kept, which may be older than the rules that they are checked by now. */
    public static BondForm of(String terms) {
        BondFields fields = new BondFields(bond(terms));
        fields.check();
        return fields.hasErrors() ? NOTHING : of(fields);
    }

    /**
     * What the prices of an instrument mean.
     *
     * @param productType a product that is called a bond, and of which no bond terms were told, has no known meaning
     */
    public static Quotation quotation(Optional<String> productType, Optional<String> terms) {
        if (terms.filter(BondForm::isTold).isPresent()) return of(terms.get()).quotation();
        boolean called = productType.filter(type -> type.matches(CALLED_BOND)).isPresent();
        return called ? Quotation.UNKNOWN : Quotation.UNIT;
    }

    private static BondForm of(BondFields told) {
        PriceType type = told.priceType();
        PriceUnit unit = told.priceUnit();
        if (type == null || unit == null) return NOTHING;
        Optional<BondTerms> accruing =
                terms(told, Objects.requireNonNullElse(told.yieldConvention(), YieldConvention.TRUE));
        Quotation quotation =
                new Quotation.OfFace(type == PriceType.CLEAN, unit == PriceUnit.PERCENT, told.factors(), accruing);
        return new BondForm(quotation, accruing.filter(all -> told.yieldConvention() != null));
    }

    /** Which yield convention it is does not matter to interest that accrues. */
    private static Optional<BondTerms> terms(BondFields told, YieldConvention convention) {
        LocalDate maturity = told.maturity();
        Integer frequency = told.frequency();
        DayCount dayCount = told.dayCount();
        boolean missing = maturity == null || frequency == null || dayCount == null;
        if (missing || (frequency > 0 && told.couponRate() == null)) return Optional.empty();
        return Optional.of(new BondTerms(
                maturity,
                Optional.ofNullable(told.issue()),
                Optional.ofNullable(told.firstCoupon()),
                told.couponRate() == null ? 0 : told.couponRate().doubleValue(),
                frequency,
                dayCount,
                convention,
                told.exCouponDays(),
                told.redemption(),
                Optional.ofNullable(told.calendar())));
    }

    private static JsonNode bond(String terms) {
        try {
            return JSON.readTree(terms).path(BOND);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("stored terms are JSON", unreadable);
        }
    }
}
