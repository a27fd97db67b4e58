package dev.truemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.risk.Weekdays.DatedReturn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BenchmarkPairsTest {
    /** Monday, 6 January 2025. */
    private static final LocalDate MONDAY = LocalDate.of(2025, 1, 6);

    @Test
    void aWeekendCountsWithTheMondayAfterIt() {
        List<DatedReturn> weekdays = Weekdays.of(days(0.01, 0, 0, 0, 0.02, 0.05, 0, 0.1));

        assertThat(weekdays).hasSize(6);
        assertThat(weekdays.get(5).date()).isEqualTo(MONDAY.plusDays(7));
        assertThat(weekdays.get(5).value().toOptional().orElseThrow()).isCloseTo(1.05 * 1.1 - 1, within(1e-15));
    }

    @Test
    void aBrokenSundayBreaksTheMonday() {
        List<DatedReturn> days = new ArrayList<>(days(0, 0, 0, 0, 0, 0));
        days.add(new DatedReturn(MONDAY.plusDays(6), Statistic.undefined(Undefined.VALUE_UNKNOWN)));
        days.add(new DatedReturn(MONDAY.plusDays(7), Statistic.of(0)));

        assertThat(Weekdays.of(days).getLast().value().reason()).hasValue(Undefined.VALUE_UNKNOWN);
    }

    /** Levels on the Sunday before, Tuesday and Thursday: the portfolio's Monday and Tuesday, Wednesday and Thursday. */
    @Test
    void returnsAreComparedBetweenTheLevels() {
        BenchmarkPairs pairs = BenchmarkPairs.of(
                days(0.01, 0.02, 0.03, 0.04, 0.05),
                BenchmarkPairs.Points.LEVELS,
                points("2024-12-01 50", "2025-01-05 100", "2025-01-07 110", "2025-01-09 99", "2025-01-20 1"));

        assertThat(pairs.portfolio()).containsExactly(new double[] {1.01 * 1.02 - 1, 1.03 * 1.04 - 1}, within(1e-15));
        assertThat(pairs.benchmark()).containsExactly(new double[] {0.1, -0.1}, within(1e-15));
        assertThat(pairs.periodsPerYear()).hasValue(252);
    }

    /** The return of the first point belongs to a time of which no beginning is told. */
    @Test
    void aReturnIsOfTheTimeSinceTheOneBefore() {
        BenchmarkPairs pairs = BenchmarkPairs.of(
                days(0.01, 0.02, 0.03),
                BenchmarkPairs.Points.RETURNS,
                points("2025-01-06 0.5", "2025-01-07 0.1", "2025-01-08 0.2"));

        assertThat(pairs.portfolio()).containsExactly(new double[] {0.02, 0.03}, within(1e-15));
        assertThat(pairs.benchmark()).containsExactly(0.1, 0.2);
    }

    @Test
    void monthlyPointsAreComparedByMonths() {
        double[] still = new double[200];
        BenchmarkPairs pairs = BenchmarkPairs.of(
                days(still),
                BenchmarkPairs.Points.LEVELS,
                points("2025-01-31 1", "2025-02-28 2", "2025-03-31 3", "2025-04-30 4"));

        assertThat(pairs.benchmark()).hasSize(3);
        assertThat(pairs.periodsPerYear()).hasValue(12);
        assertThat(pairs.relative(0, pairs.periodsPerYear(), 20).beta().reason())
                .hasValue(Undefined.TOO_FEW_RETURNS);
    }

    @Test
    void withoutPointsNothingIsCompared() {
        BenchmarkPairs pairs =
                BenchmarkPairs.of(days(0.01, 0.02), BenchmarkPairs.Points.LEVELS, points("2020-01-01 5"));

        assertThat(pairs.benchmark()).isEmpty();
        assertThat(pairs.periodsPerYear()).isEmpty();
    }

    private static List<DatedReturn> days(double... returns) {
        List<DatedReturn> days = new ArrayList<>();
        for (int i = 0; i < returns.length; i++) {
            days.add(new DatedReturn(MONDAY.plusDays(i), Statistic.of(returns[i])));
        }
        return days;
    }

    private static SortedMap<LocalDate, BigDecimal> points(String... points) {
        SortedMap<LocalDate, BigDecimal> all = new TreeMap<>();
        for (String each : points) {
            String[] point = each.split(" ");
            all.put(LocalDate.parse(point[0]), new BigDecimal(point[1]));
        }
        return all;
    }
}
