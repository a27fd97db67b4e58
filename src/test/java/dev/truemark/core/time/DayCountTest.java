package dev.truemark.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Day counts against the examples of those who publish them, and against counting by hand. */
class DayCountTest {
    private static final double EXACT = 1e-15;

    private static DayCounted count(String code, String start, String end, Integer frequency, String maturity) {
        AccrualTerms terms = new AccrualTerms(
                Optional.ofNullable(maturity).map(LocalDate::parse),
                frequency == null ? OptionalInt.empty() : OptionalInt.of(frequency));
        return DayCount.of(code).orElseThrow().between(LocalDate.parse(start), LocalDate.parse(end), terms);
    }

    /** ISDA, EMU and Market Conventions: Recent Developments, 1998, all its periods; the short last one by its notional end. */
    @ParameterizedTest(name = "{0} from {1} to {2}")
    @CsvSource(delimiter = '|', textBlock = """
        ACT/ACT_ISDA | 2003-11-01 | 2004-05-01 |   |            | 0.497724380567
        ACT/ACT_ICMA | 2003-11-01 | 2004-05-01 | 2 | 2010-05-01 | 0.5
        ACT/ACT_ISDA | 1999-02-01 | 1999-07-01 |   |            | 0.410958904110
        ACT/ACT_ICMA | 1999-02-01 | 1999-07-01 | 1 | 2000-07-01 | 0.410958904110
        ACT/ACT_ISDA | 1999-07-01 | 2000-07-01 |   |            | 1.001377348604
        ACT/ACT_ICMA | 1999-07-01 | 2000-07-01 | 1 | 2000-07-01 | 1
        ACT/ACT_ISDA | 2002-08-15 | 2003-07-15 |   |            | 0.915068493151
        ACT/ACT_ICMA | 2002-08-15 | 2003-07-15 | 2 | 2004-01-15 | 0.915760869565
        ACT/ACT_ISDA | 2003-07-15 | 2004-01-15 |   |            | 0.504004790778
        ACT/ACT_ICMA | 2003-07-15 | 2004-01-15 | 2 | 2004-01-15 | 0.5
        ACT/ACT_ISDA | 1999-07-30 | 2000-01-30 |   |            | 0.503892506924
        ACT/ACT_ICMA | 1999-07-30 | 2000-01-30 | 2 | 2000-07-30 | 0.5
        ACT/ACT_ISDA | 2000-01-30 | 2000-06-30 |   |            | 0.415300546448
        ACT/ACT_ICMA | 2000-01-30 | 2000-06-30 | 2 | 2000-07-30 | 0.417582417582
        """)
    void examplesOfIsda(String code, String start, String end, Integer frequency, String maturity, double years) {
        assertThat(count(code, start, end, frequency, maturity).years()).isCloseTo(years, within(5e-13));
    }

    /** ISDA's 30/360 day count examples: those of the three conventions that tell February apart. */
    @ParameterizedTest(name = "{0} from {1} to {2} is {4} days")
    @CsvSource(delimiter = '|', textBlock = """
        30/360_ISDA  | 2006-08-31 | 2007-02-28 |            | 178
        30/360_ISDA  | 2007-02-28 | 2007-08-31 |            | 183
        30/360_ISDA  | 2008-02-29 | 2008-08-31 |            | 182
        30/360_US    | 2006-08-31 | 2007-02-28 |            | 178
        30/360_US    | 2007-02-28 | 2007-08-31 |            | 180
        30/360_US    | 2007-02-28 | 2007-08-31 | 2010-08-31 | 180
        30/360_US    | 2007-02-28 | 2007-08-28 | 2010-08-28 | 180
        30/360_US    | 2007-02-28 | 2007-08-31 | 2010-08-28 | 183
        30/360_US    | 2008-02-29 | 2009-02-28 |            | 360
        30/360_US    | 2012-01-01 | 2013-12-31 |            | 720
        30E/360      | 2006-08-31 | 2007-02-28 |            | 178
        30E/360      | 2007-02-28 | 2007-08-31 |            | 182
        30E/360_ISDA | 2006-08-31 | 2007-02-28 |            | 180
        30E/360_ISDA | 2006-08-31 | 2007-02-28 | 2007-02-28 | 178
        30E/360_ISDA | 2007-02-28 | 2007-08-31 |            | 180
        30E+/360     | 2006-01-15 | 2006-01-31 |            | 16
        30E+/360     | 2007-02-28 | 2007-08-31 |            | 183
        """)
    void monthsOfThirtyDays(String code, String start, String end, String maturity, int days) {
        DayCounted counted = count(code, start, end, null, maturity);

        assertThat(counted.days()).isEqualTo(days);
        assertThat(counted.years()).isCloseTo(days / 360.0, within(EXACT));
    }

    @Test
    void actualDaysOverAFixedYear() {
        assertThat(count("ACT/365F", "2012-01-01", "2012-02-15", null, null)).isEqualTo(new DayCounted(45, 45 / 365.0));
        assertThat(count("ACT/360", "2012-01-01", "2012-03-01", null, null)).isEqualTo(new DayCounted(60, 60 / 360.0));
        assertThat(count("NL/365", "2012-01-01", "2012-03-01", null, null)).isEqualTo(new DayCounted(59, 59 / 365.0));
    }

    /** November 2024 has 21 weekdays; the 15th and, by law 14.759 of 2023, the 20th are holidays. In 2023 only the 15th. */
    @Test
    void brazilianBusinessDays() {
        assertThat(count("BUS/252", "2024-11-01", "2024-12-01", null, null)).isEqualTo(new DayCounted(19, 19 / 252.0));
        assertThat(count("BUS/252", "2023-11-01", "2023-12-01", null, null).days())
                .isEqualTo(20);
    }

    @Test
    void couponPeriodsWithoutAMaturityMustBeWhole() {
        assertThat(count("ACT/ACT_ICMA", "2024-01-15", "2025-07-15", 2, null).years())
                .isEqualTo(1.5);
        assertThat(count("ACT/ACT_ICMA", "2024-01-15", "2024-01-15", null, null).years())
                .isZero();
        assertThat(DayCount.ACT_ACT_ICMA.missing(
                        LocalDate.of(2024, 1, 15), LocalDate.of(2024, 3, 1), AccrualTerms.NONE))
                .contains("frequency");
        assertThatThrownBy(() -> count("ACT/ACT_ICMA", "2024-01-15", "2024-03-01", 2, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maturity");
    }

    @Test
    void refusals() {
        assertThat(DayCount.of("ACT/366")).isEmpty();
        assertThatThrownBy(() -> count("ACT/360", "2024-01-02", "2024-01-01", null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> count("BUS/252", "2099-01-02", "2100-01-01", null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CouponDates(LocalDate.of(2024, 1, 1), 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What accrues in two steps accrues in one, for the conventions that add up. */
    @Property(tries = 500)
    void icmaAddsUp(
            @ForAll @IntRange(max = 20_000) int first,
            @ForAll @IntRange(max = 2_000) int second,
            @ForAll @IntRange(max = 2_000) int third) {
        LocalDate start = LocalDate.of(1990, 1, 1).plusDays(first);
        LocalDate middle = start.plusDays(second);
        LocalDate end = middle.plusDays(third);
        AccrualTerms terms = AccrualTerms.of(end.plusDays(first % 400), 2);

        double whole = DayCount.ACT_ACT_ICMA.between(start, end, terms).years();

        double parts = DayCount.ACT_ACT_ICMA.between(start, middle, terms).years()
                + DayCount.ACT_ACT_ICMA.between(middle, end, terms).years();
        assertThat(parts).isCloseTo(whole, within(1e-12));
    }
}
