package dev.truemark.core.backtest;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How often a strategy looks again: on the first trading day of each period. */
public enum Every {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    private static final int MONTHS_OF_QUARTER = 3;

    /** Whether a period began after {@code last}, up to {@code day}. */
    boolean isDue(LocalDate last, LocalDate day) {
        return begin(day).isAfter(last);
    }

    private LocalDate begin(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % MONTHS_OF_QUARTER);
            case YEAR -> day.withDayOfYear(1);
        };
    }
}
