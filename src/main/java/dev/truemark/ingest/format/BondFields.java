package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.instrument.YieldConvention;
import dev.truemark.core.time.BusinessCalendar;
import dev.truemark.core.time.CouponDates;
import dev.truemark.core.time.DayCount;
import dev.truemark.ingest.format.BondForm.PriceType;
import dev.truemark.ingest.format.BondForm.PriceUnit;
import dev.truemark.platform.problem.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The fields of a bond's terms, in either spelling; what was not told is null. */
final class BondFields {
    private static final Name MATURITY = Name.of("maturity_date");
    private static final Name ISSUE = Name.of("issue_date");
    private static final Name FIRST_COUPON = Name.of("first_coupon_date");
    private static final Name COUPON_RATE = Name.of("coupon_rate");
    private static final Name FREQUENCY = Name.of("frequency");
    private static final Name DAY_COUNT = Name.of("day_count");
    private static final Name YIELD_CONVENTION = Name.of("yield_convention");
    private static final Name EX_COUPON_DAYS = Name.of("ex_coupon_days");
    private static final Name REDEMPTION = Name.of("redemption");
    private static final Name CALENDAR = Name.of("calendar");
    private static final Name PRICE_TYPE = Name.of("price_type");
    private static final Name PRICE_UNIT = Name.of("price_unit");
    private static final Name FACTOR = Name.of("factor");
    private static final Name FACTORS = Name.of("factors");
    private static final Name FACTOR_DATE = Name.of("date");
    private static final List<Name> ALL = List.of(
            MATURITY,
            ISSUE,
            FIRST_COUPON,
            COUPON_RATE,
            FREQUENCY,
            DAY_COUNT,
            YIELD_CONVENTION,
            EX_COUPON_DAYS,
            REDEMPTION,
            CALENDAR,
            PRICE_TYPE,
            PRICE_UNIT,
            FACTOR,
            FACTORS);
    private static final int MOST_EX_COUPON_DAYS = 60;
    private static final int MOST_FACTORS = 1000;
    private static final int MOST_RATE_DIGITS = 15;
    private static final int LAST_YEAR = 9000;
    private static final BigDecimal MOST_RATE = BigDecimal.TEN;
    private static final BigDecimal MOST_REDEMPTION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal PAR = BigDecimal.valueOf(100);

    private final Fields fields;

    BondFields(JsonNode bond) {
        this.fields = new Fields(bond);
    }

    /** By the name under which each is kept. */
    static Map<String, Name> names() {
        return ALL.stream().collect(Collectors.toMap(Name::plain, each -> each, (one, other) -> one, TreeMap::new));
    }

    /** Whether the value is a word of the interface, whatever its case. */
    static boolean isWord(Name name) {
        return name == YIELD_CONVENTION || name == PRICE_TYPE || name == PRICE_UNIT;
    }

    boolean hasErrors() {
        return fields.hasErrors();
    }

    List<FieldError> errors() {
        return fields.errors();
    }

    /** Reads everything, so that everything that is wrong is noted. */
    void check() {
        if (fields.hasErrors()) return;
        priceType();
        priceUnit();
        yieldConvention();
        dayCount();
        calendar();
        exCouponDays();
        redemption();
        factors();
        BigDecimal rate = couponRate();
        Integer frequency = frequency();
        boolean unpaid = rate != null && rate.signum() > 0 && frequency != null && frequency == 0;
        if (unpaid) fields.error(FREQUENCY, "CONTRADICTION", "A coupon is paid at least once a year.");
        dates(maturity(), issue(), firstCoupon(), frequency);
    }

    private void dates(LocalDate maturity, LocalDate issue, LocalDate first, Integer frequency) {
        if (maturity == null) return;
        if (issue != null && !issue.isBefore(maturity)) {
            fields.error(ISSUE, "OUT_OF_ORDER", "The issue is before the maturity.");
        }
        if (first == null) return;
        if (first.isAfter(maturity) || (issue != null && !issue.isBefore(first))) {
            fields.error(FIRST_COUPON, "OUT_OF_ORDER", "It is after the issue and not after the maturity.");
        } else if (frequency != null && (frequency == 0 || !new CouponDates(maturity, frequency).has(first))) {
            fields.error(FIRST_COUPON, "NOT_A_COUPON_DATE", "It is whole coupon periods before the maturity.");
        }
    }

    LocalDate maturity() {
        return date(fields, MATURITY);
    }

    LocalDate issue() {
        return date(fields, ISSUE);
    }

    LocalDate firstCoupon() {
        return date(fields, FIRST_COUPON);
    }

    /** Few enough digits that the binary number next to it has the same ones. */
    BigDecimal couponRate() {
        BigDecimal rate = fields.amount(COUPON_RATE);
        if (rate == null || (rate.compareTo(MOST_RATE) <= 0 && rate.precision() <= MOST_RATE_DIGITS)) return rate;
        return fields.error(COUPON_RATE, "OUT_OF_RANGE", "A decimal from 0 to 10, of 15 digits at most; 0.05 is 5 %.");
    }

    Integer frequency() {
        BigDecimal told = fields.decimal(FREQUENCY);
        if (told == null) return null;
        boolean known = told.signum() == 0
                || CouponDates.FREQUENCIES.stream().anyMatch(each -> told.compareTo(BigDecimal.valueOf(each)) == 0);
        return known
                ? Integer.valueOf(told.intValueExact())
                : fields.error(FREQUENCY, "UNKNOWN_VALUE", "Coupons a year are 1, 2, 3, 4, 6 or 12, or 0 for none.");
    }

    DayCount dayCount() {
        String code = fields.id(DAY_COUNT);
        if (code == null) return null;
        Optional<DayCount> known = DayCount.of(code);
        if (known.isPresent()) return known.get();
        String all = Arrays.stream(DayCount.values()).map(DayCount::code).collect(Collectors.joining(", "));
        return fields.error(DAY_COUNT, "UNKNOWN_VALUE", "It must be one of " + all + ".");
    }

    YieldConvention yieldConvention() {
        return fields.choice(YIELD_CONVENTION, YieldConvention.class);
    }

    PriceType priceType() {
        return fields.choice(PRICE_TYPE, PriceType.class);
    }

    PriceUnit priceUnit() {
        return fields.choice(PRICE_UNIT, PriceUnit.class);
    }

    BusinessCalendar calendar() {
        String code = fields.id(CALENDAR);
        if (code == null) return null;
        Optional<BusinessCalendar> known = BusinessCalendar.of(code);
        if (known.isPresent()) return known.get();
        String all = String.join(", ", BusinessCalendar.codes());
        return fields.error(CALENDAR, "UNKNOWN_VALUE", "It must be one of " + all + ".");
    }

    int exCouponDays() {
        BigDecimal days = fields.decimal(EX_COUPON_DAYS);
        if (days == null) return 0;
        boolean fits = days.signum() >= 0
                && days.compareTo(BigDecimal.valueOf(MOST_EX_COUPON_DAYS)) <= 0
                && days.stripTrailingZeros().scale() <= 0;
        if (fits) return days.intValueExact();
        fields.error(EX_COUPON_DAYS, "OUT_OF_RANGE", "A whole number from 0 to " + MOST_EX_COUPON_DAYS + ".");
        return 0;
    }

    double redemption() {
        BigDecimal paid = fields.positive(REDEMPTION);
        if (paid != null && paid.compareTo(MOST_REDEMPTION) > 0) {
            fields.error(REDEMPTION, "OUT_OF_RANGE", "Per 100 face, 1000000 at most.");
        }
        return (paid == null ? PAR : paid).doubleValue();
    }

    /** One factor for all time, or one from each of several dates on. */
    List<Quotation.Factor> factors() {
        BigDecimal constant = factor(fields);
        JsonNode dated = fields.raw(FACTORS);
        if (dated == null) return constant == null ? List.of() : List.of(new Quotation.Factor(LocalDate.MIN, constant));
        if (constant != null) fields.error(FACTOR, "NOT_TOGETHER", "Give factor, or factors by date.");
        if (!dated.isArray() || dated.size() > MOST_FACTORS) {
            fields.error(FACTORS, "WRONG_TYPE", "A list of {date, factor} is needed, of " + MOST_FACTORS + " at most.");
            return List.of();
        }
        return dated(dated);
    }

    private List<Quotation.Factor> dated(JsonNode list) {
        List<Quotation.Factor> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Fields each = new Fields(list.get(i));
            LocalDate date = each.hasErrors() ? null : date(each, FACTOR_DATE);
            BigDecimal factor = each.hasErrors() ? null : factor(each);
            if (!each.hasErrors()) {
                each.require(FACTOR_DATE, date);
                each.require(FACTOR, factor);
            }
            String at = FACTORS.plain() + "[" + i + "]";
            each.errors().forEach(e -> fields.add(at + "." + e.field(), e.code(), e.message()));
            if (each.hasErrors()) continue;
            boolean twice = all.stream().anyMatch(other -> other.from().equals(date));
            if (twice) fields.add(at + ".date", "DUPLICATE", "There is a factor from this date already.");
            else all.add(new Quotation.Factor(date, factor));
        }
        all.sort(Comparator.comparing(Quotation.Factor::from));
        return all;
    }

    private static BigDecimal factor(Fields of) {
        BigDecimal factor = of.amount(FACTOR);
        return factor == null || factor.compareTo(Quotation.Factor.MOST) <= 0
                ? factor
                : of.error(
                        FACTOR,
                        "OUT_OF_RANGE",
                        "The part of the face that is outstanding, times its index ratio, is from 0 to 1000.");
    }

    private static LocalDate date(Fields of, Name name) {
        When when = of.when(name);
        if (when == null) return null;
        if (!when.dateOnly()) return of.error(name, "WRONG_FORMAT", "A date (2025-07-20) is needed here.");
        return when.date().getYear() <= LAST_YEAR
                ? when.date()
                : of.error(name, "DATE_OUT_OF_RANGE", "Dates from the years 1800 to 9000.");
    }
}
