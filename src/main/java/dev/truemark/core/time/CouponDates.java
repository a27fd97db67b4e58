package dev.truemark.core.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Coupon dates, unadjusted, counted in whole periods from one of them; those before the first coupon are notional
 * (quasi-coupon dates). An anchor at the end of its month puts every date at the end of its month.
 * <p><b>Source.</b> ICMA Primary Market Handbook, rule 251; as OpenGamma Strata's schedules of stub SHORT_INITIAL.
 *
 * @param anchor    date number 0, usually the maturity
 * @param frequency dates a year: 1, 2, 3, 4, 6 or 12
 */
public record CouponDates(LocalDate anchor, int frequency) {
    public static final Set<Integer> FREQUENCIES = Set.of(1, 2, 3, 4, 6, 12);
    private static final int MONTHS_OF_YEAR = 12;

    public CouponDates {
        if (!FREQUENCIES.contains(frequency)) throw new IllegalArgumentException("no such frequency: " + frequency);
    }

    /** The date {@code number} periods after the anchor, before it where negative. */
    public LocalDate at(int number) {
        long months = (long) number * MONTHS_OF_YEAR / frequency;
        return AccrualTerms.isMonthEnd(anchor)
                ? YearMonth.from(anchor).plusMonths(months).atEndOfMonth()
                : anchor.plusMonths(months);
    }

    /** Number of the newest coupon date on or before {@code date}. */
    public int numberAt(LocalDate date) {
        long months = ChronoUnit.MONTHS.between(YearMonth.from(anchor), YearMonth.from(date));
        int number = Math.toIntExact(Math.floorDiv(months * frequency, MONTHS_OF_YEAR)) + 1;
        while (at(number).isAfter(date)) number--;
        return number;
    }

    public boolean has(LocalDate date) {
        return at(numberAt(date)).equals(date);
    }

    /** Coupon periods from {@code start} to {@code end}; a part of a period by its actual days over those of the period. */
    public double periods(LocalDate start, LocalDate end) {
        int first = numberAt(start);
        int last = numberAt(end);
        if (first == last) return ChronoUnit.DAYS.between(start, end) / length(first);
        double before = ChronoUnit.DAYS.between(start, at(first + 1)) / length(first);
        double after = ChronoUnit.DAYS.between(at(last), end) / length(last);
        return before + (last - first - 1) + after;
    }

    /** {@link #periods} without rounding; a number of periods, not of years. */
    Years periodsExactly(LocalDate start, LocalDate end) {
        int first = numberAt(start);
        int last = numberAt(end);
        if (first == last) return part(start, end, first);
        return part(start, at(first + 1), first)
                .plus(Years.of(last - first - 1L, 1))
                .plus(part(at(last), end, last));
    }

    private Years part(LocalDate start, LocalDate end, int number) {
        return Years.of(ChronoUnit.DAYS.between(start, end), ChronoUnit.DAYS.between(at(number), at(number + 1)));
    }

    private double length(int number) {
        return ChronoUnit.DAYS.between(at(number), at(number + 1));
    }
}
