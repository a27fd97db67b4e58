package dev.truemark.core.performance;

import java.time.LocalDate;

/** Years between two dates by a day count convention; zero for equal dates, increasing with the later one. */
@FunctionalInterface
public interface YearFraction {
    double between(LocalDate from, LocalDate to);
}
