package dev.truemark.core.performance;

import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What cash in a currency earned on single days, as decimal fractions. */
public sealed interface CashReturn {
    /** On {@code date}, since the evening before; empty where that is not known, never 0 for want of it. */
    Optional<BigDecimal> on(LocalDate date);

    /** The same on every day: {@code rate/365} of a simple rate a year. */
    record Yearly(BigDecimal rate) implements CashReturn {
        private static final BigDecimal DAYS = BigDecimal.valueOf(365);

        @Override
        public Optional<BigDecimal> on(LocalDate date) {
            return Optional.of(Exact.divide(rate, DAYS));
        }
    }

    /** Levels of an index, positive: one is in force until the next, but for a week at most. */
    record Levels(SortedMap<LocalDate, BigDecimal> points) implements CashReturn {
        private static final int LONGEST_DAYS = 7;

        public Levels {
            points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
        }

        @Override
        public Optional<BigDecimal> on(LocalDate date) {
            return at(date.minusDays(1))
                    .flatMap(before -> at(date).map(now -> Exact.divide(now.subtract(before), before)));
        }

        private Optional<BigDecimal> at(LocalDate date) {
            SortedMap<LocalDate, BigDecimal> near = points.subMap(date.minusDays(LONGEST_DAYS - 1), date.plusDays(1));
            return near.isEmpty() ? Optional.empty() : Optional.of(near.get(near.lastKey()));
        }
    }

    /** Returns of days: a weekend may be left out and earns nothing, no other day may. */
    record Returns(Map<LocalDate, BigDecimal> points) implements CashReturn {
        public Returns {
            points = Map.copyOf(points);
        }

        @Override
        public Optional<BigDecimal> on(LocalDate date) {
            boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
            return Optional.ofNullable(points.get(date))
                    .or(() -> weekend ? Optional.of(BigDecimal.ZERO) : Optional.empty());
        }
    }
}
