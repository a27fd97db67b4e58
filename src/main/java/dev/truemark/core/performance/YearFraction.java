package dev.truemark.core.performance;

import dev.truemark.core.time.AccrualTerms;
import dev.truemark.core.time.DayCount;
import java.time.LocalDate;

/** Years between two dates by a day count convention; zero for equal dates, increasing with the later one. */
@FunctionalInterface
public interface YearFraction {
    /** Days over 365, leap years or not; the year of XIRR. */
    YearFraction ACT_365F = of(DayCount.ACT_365F);

    double between(LocalDate from, LocalDate to);

    /** By a convention over the actual days, which needs no terms of a bond. */
    static YearFraction of(DayCount convention) {
        return (from, to) -> convention.between(from, to, AccrualTerms.NONE).years();
    }
}
