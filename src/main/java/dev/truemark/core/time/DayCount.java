package dev.truemark.core.time;

import com.opengamma.strata.basics.date.DayCount.ScheduleInfo;
import com.opengamma.strata.basics.date.DayCounts;
import com.opengamma.strata.basics.date.HolidayCalendarIds;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * Day count conventions by the names of the interface (DEFINITIONS 21).
 * <p><b>Source.</b> 2006 ISDA Definitions 4.16; ICMA rule 251; SIFMA Standard Securities Calculation Methods for
 * {@code 30/360_US}. Computed by OpenGamma Strata where its rule is the named one; ADR 0009 says where not.
 * <p><b>Numbers.</b> double; a quotient of whole numbers, or a sum of three, so good to a few units in the last place.
 */
public enum DayCount {
    /** Actual days over those of the coupon period, times coupons a year; needs the coupon dates. */
    ACT_ACT_ICMA("ACT/ACT_ICMA", DayCounts.ACT_ACT_ICMA),
    /** Days in leap years over 366, others over 365. */
    ACT_ACT_ISDA("ACT/ACT_ISDA", DayCounts.ACT_ACT_ISDA),
    ACT_365F("ACT/365F", DayCounts.ACT_365F),
    ACT_360("ACT/360", DayCounts.ACT_360),
    /** Months of 30 days; the end of February counts as the 30th, unless the maturity is known not to end a month. */
    THIRTY_360_US("30/360_US", DayCounts.THIRTY_U_360_EOM),
    /** The Bond Basis of ISDA: months of 30 days, February as it is. */
    THIRTY_360_ISDA("30/360_ISDA", DayCounts.THIRTY_360_ISDA),
    /** The Eurobond Basis: the 31st is the 30th. */
    THIRTY_E_360("30E/360", DayCounts.THIRTY_E_360),
    /** The end of a month is the 30th, except an end in February that is the maturity. */
    THIRTY_E_360_ISDA("30E/360_ISDA", DayCounts.THIRTY_E_360_ISDA),
    /** A second date on the 31st is the first of the next month. */
    THIRTY_E_PLUS_360("30E+/360", DayCounts.THIRTY_EPLUS_360),
    /** Brazilian business days over 252, for dates from 1950 to 2099. */
    BUS_252("BUS/252", com.opengamma.strata.basics.date.DayCount.ofBus252(HolidayCalendarIds.BRBD)),
    /** Actual days without 29 February, over 365: Japanese government bonds. */
    NL_365("NL/365", DayCounts.NL_365);

    private static final int DAYS_OF_YEAR = 360;
    private static final int DAYS_OF_COMMON_YEAR = 365;
    private static final int DAYS_OF_BRAZILS_YEAR = 252;

    private final String code;
    private final com.opengamma.strata.basics.date.DayCount rule;

    DayCount(String code, com.opengamma.strata.basics.date.DayCount rule) {
        this.code = code;
        this.rule = rule;
    }

    /** Such as {@code ACT/365F}. */
    public String code() {
        return code;
    }

    public static Optional<DayCount> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    /** What the convention cannot do without between these dates: {@code frequency} or {@code maturity}, or nothing. */
    public Optional<String> missing(LocalDate start, LocalDate end, AccrualTerms terms) {
        if (this != ACT_ACT_ICMA || start.equals(end)) return Optional.empty();
        if (terms.frequency().isEmpty()) return Optional.of("frequency");
        boolean whole = new CouponDates(start, terms.frequency().getAsInt()).has(end);
        return terms.maturity().isPresent() || whole ? Optional.empty() : Optional.of("maturity");
    }

    /** Whether the convention's calendar knows the date. */
    public boolean covers(LocalDate date) {
        return this != BUS_252 || BusinessCalendar.covers(date);
    }

    /**
     * The time from {@code start} to {@code end}, which is not before it.
     *
     * @throws IllegalArgumentException if the dates are in the wrong order or not covered, or a term is missing
     */
    public DayCounted between(LocalDate start, LocalDate end, AccrualTerms terms) {
        if (end.isBefore(start)) throw new IllegalArgumentException(start + " is after " + end);
        if (!covers(start) || !covers(end)) throw new IllegalArgumentException("no calendar for " + start + ", " + end);
        missing(start, end, terms).ifPresent(term -> {
            throw new IllegalArgumentException(code + " needs the " + term);
        });
        return switch (this) {
            case ACT_ACT_ICMA -> icma(start, end, terms);
            case THIRTY_360_US ->
                counted(terms.paysWithinMonths() ? DayCounts.THIRTY_360_ISDA : rule, start, end, terms);
            case BUS_252 -> BusinessCalendar.brazil(start, end);
            default -> counted(rule, start, end, terms);
        };
    }

    /**
     * {@link #between} without rounding.
     *
     * @throws IllegalArgumentException as there
     */
    public Years exactly(LocalDate start, LocalDate end, AccrualTerms terms) {
        int days = between(start, end, terms).days();
        return switch (this) {
            case ACT_ACT_ICMA -> days == 0 ? Years.ZERO : icmaExactly(start, end, terms);
            case ACT_ACT_ISDA -> isda(start, end);
            case ACT_365F, NL_365 -> Years.of(days, DAYS_OF_COMMON_YEAR);
            case BUS_252 -> Years.of(days, DAYS_OF_BRAZILS_YEAR);
            case ACT_360, THIRTY_360_US, THIRTY_360_ISDA, THIRTY_E_360, THIRTY_E_360_ISDA, THIRTY_E_PLUS_360 ->
                Years.of(days, DAYS_OF_YEAR);
        };
    }

    private static Years icmaExactly(LocalDate start, LocalDate end, AccrualTerms terms) {
        int frequency = terms.frequency().orElseThrow();
        return new CouponDates(terms.maturity().orElse(start), frequency)
                .periodsExactly(start, end)
                .dividedBy(frequency);
    }

    private static Years isda(LocalDate start, LocalDate end) {
        if (start.getYear() == end.getYear()) return Years.of(ChronoUnit.DAYS.between(start, end), end.lengthOfYear());
        Years first = Years.of(start.lengthOfYear() - start.getDayOfYear() + 1, start.lengthOfYear());
        Years last = Years.of(end.getDayOfYear() - 1, end.lengthOfYear());
        return first.plus(last).plus(Years.of(end.getYear() - start.getYear() - 1, 1));
    }

    private static DayCounted icma(LocalDate start, LocalDate end, AccrualTerms terms) {
        int days = Math.toIntExact(ChronoUnit.DAYS.between(start, end));
        if (days == 0) return new DayCounted(0, 0);
        int frequency = terms.frequency().orElseThrow();
        return new DayCounted(
                days, new CouponDates(terms.maturity().orElse(start), frequency).periods(start, end) / frequency);
    }

    private static DayCounted counted(
            com.opengamma.strata.basics.date.DayCount rule, LocalDate start, LocalDate end, AccrualTerms terms) {
        ScheduleInfo schedule = new Maturity(terms.maturity().orElse(LocalDate.MAX));
        double years = rule.yearFraction(start, end, schedule);
        int days = rule.getName().startsWith("30")
                ? Math.toIntExact(Math.round(years * DAYS_OF_YEAR))
                : rule.days(start, end);
        return new DayCounted(days, years);
    }

    /** The only fact of the schedule that the conventions computed by Strata ask for. */
    private record Maturity(LocalDate date) implements ScheduleInfo {
        @Override
        public LocalDate getEndDate() {
            return date;
        }
    }
}
