package dev.truemark.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.date.BusinessDayAdjustment;
import com.opengamma.strata.basics.schedule.Frequency;
import com.opengamma.strata.basics.schedule.PeriodicSchedule;
import com.opengamma.strata.basics.schedule.RollConventions;
import com.opengamma.strata.basics.schedule.StubConvention;
import java.time.LocalDate;
import java.time.YearMonth;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coupon dates counted back from the maturity, by hand and against Strata's schedules. */
class CouponDatesTest {
    @ParameterizedTest(name = "{2} periods of {1} a year from {0} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
        2030-08-31 | 2 | -1 | 2030-02-28
        2030-02-28 | 2 | -1 | 2029-08-31
        2030-08-30 | 2 | -1 | 2030-02-28
        2030-08-30 | 2 | -2 | 2029-08-30
        2030-05-15 | 4 | -3 | 2029-08-15
        2030-05-15 | 1 | -5 | 2025-05-15
        2030-05-15 | 12 | 1 | 2030-06-15
        """)
    void datesCountFromTheAnchor(LocalDate anchor, int frequency, int number, LocalDate date) {
        CouponDates dates = new CouponDates(anchor, frequency);

        assertThat(dates.at(number)).isEqualTo(date);
        assertThat(dates.numberAt(date)).isEqualTo(number);
        assertThat(dates.numberAt(date.minusDays(1))).isEqualTo(number - 1);
        assertThat(dates.has(date)).isTrue();
        assertThat(dates.has(date.minusDays(1))).isFalse();
    }

    @Test
    void partsOfPeriodsAreByTheirOwnDays() {
        CouponDates dates = new CouponDates(LocalDate.of(2026, 1, 15), 2);

        assertThat(dates.periods(LocalDate.of(2024, 4, 15), LocalDate.of(2025, 2, 14)))
                .isEqualTo(91 / 182.0 + 1 + 30 / 181.0);
    }

    @Property(tries = 300)
    void asStrataHasThem(@ForAll @IntRange(max = 9_000) int day, @ForAll @IntRange(min = 10, max = 4_000) int life) {
        LocalDate start = LocalDate.of(2000, 1, 1).plusDays(day);
        LocalDate maturity = start.plusDays(life);
        boolean monthEnd = maturity.equals(YearMonth.from(maturity).atEndOfMonth());
        var schedule = PeriodicSchedule.builder()
                .startDate(start)
                .endDate(maturity)
                .frequency(Frequency.P6M)
                .businessDayAdjustment(BusinessDayAdjustment.NONE)
                .stubConvention(StubConvention.SHORT_INITIAL)
                .rollConvention(
                        monthEnd
                                ? RollConventions.EOM
                                : com.opengamma.strata.basics.schedule.RollConvention.ofDayOfMonth(
                                        maturity.getDayOfMonth()))
                .build()
                .createUnadjustedDates(ReferenceData.minimal());
        CouponDates dates = new CouponDates(maturity, 2);

        for (int i = schedule.size() - 1; i > 0; i--) {
            assertThat(dates.at(i - schedule.size() + 1)).isEqualTo(schedule.get(i));
        }
    }
}
