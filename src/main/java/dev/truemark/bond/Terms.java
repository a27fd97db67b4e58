package dev.truemark.bond;

import dev.truemark.core.time.DayCount;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is asked of the terms that a caller brings. */
final class Terms {
    static final String FREQUENCIES = "Coupons a year are 1, 2, 3, 4, 6 or 12.";
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 9000;

    private Terms() {}

    static void known(FieldErrors errors, String dayCount, String field) {
        errors.require(
                dayCount == null || DayCount.of(dayCount).isPresent(),
                field,
                "UNKNOWN",
                "The day count must be one of "
                        + Arrays.stream(DayCount.values()).map(DayCount::code).collect(Collectors.joining(", ")) + ".");
    }

    static void date(FieldErrors errors, LocalDate date, String field) {
        errors.require(
                date == null || date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR,
                field,
                "OUT_OF_RANGE",
                "Dates are from the years 1800 to 9000.");
    }

    static void range(FieldErrors errors, BigDecimal value, String field, double least, double most) {
        boolean isWithin = value == null || value.doubleValue() >= least && value.doubleValue() <= most;
        errors.require(
                isWithin,
                field,
                "OUT_OF_RANGE",
                "The number must be from " + plain(least) + " to " + plain(most) + ".");
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
