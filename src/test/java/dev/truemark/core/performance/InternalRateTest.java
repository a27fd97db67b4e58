package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.time.DayCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternalRateTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** Years of 365 days begin on the first of January of 2021, 2022, 2023 and 2024. */
    @ParameterizedTest(name = "{0} gives {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "", textBlock = """
            2020-01-01 -1000, 2020-12-31 1100                                                  | CONVERGED | 0.1
            2021-01-01 -100, 2022-01-01 1200                                                   | CONVERGED | 11
            2021-01-01 -1000, 2022-01-01 1                                                     | CONVERGED | -0.999
            2021-01-01 -1000, 2023-01-01 1                                                     | CONVERGED | -0.968377223398316
            2021-01-01 -100, 2022-01-01 100                                                    | CONVERGED | 0
            2022-01-01 1100, 2021-01-01 -1000                                                  | CONVERGED | 0.1
            2021-01-01 1000, 2022-01-01 -1100                                                  | CONVERGED | 0.1
            2021-01-01 -400, 2021-01-01 -600, 2022-01-01 1200, 2022-01-01 -100                 | CONVERGED | 0.1
            2021-01-01 -1000, 2022-01-01 2500, 2023-01-01 -1540                                | AMBIGUOUS | 0.1 0.4
            2021-01-01 -1000, 2022-01-01 3600, 2023-01-01 -4310, 2024-01-01 1716               | AMBIGUOUS | 0.1 0.2 0.3
            2021-01-01 -1000, 2022-01-01 1500, 2023-01-01 -1000                                | NO_ROOT   |
            2021-01-01 1000, 2022-01-01 1100                                                   | NO_ROOT   |
            2021-01-01 -1000, 2021-01-01 1100                                                  | NO_ROOT   |
            """)
    void everyRateThatSolvesIsFound(String flows, InternalRate.Status status, String roots) {
        InternalRate found = InternalRate.of(flows(flows), YearFraction.ACT_365F);

        assertThat(found.status()).isEqualTo(status);
        double[] expected = roots == null
                ? new double[0]
                : Arrays.stream(roots.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        assertThat(found.roots()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.roots().get(i)).isCloseTo(expected[i], EXACT);
        }
        assertThat(found.rate().isDefined()).isEqualTo(expected.length == 1);
    }

    /** Microsoft's own example of XIRR, as formulajs tests it. */
    @Test
    void theExampleOfTheSpreadsheetManual() {
        InternalRate found = InternalRate.of(
                flows("2008-01-01 -10000, 2008-03-01 2750, 2008-10-30 4250, 2009-02-15 3250, 2009-04-01 2750"),
                YearFraction.ACT_365F);

        assertThat(found.rate().toOptional())
                .hasValueSatisfying(r -> assertThat(r).isCloseTo(0.373362535, within(1e-8)));
        assertThat(found.residual().toOptional())
                .hasValueSatisfying(r -> assertThat(r).isCloseTo(0, within(1e-9)));
        assertThat(found.iterations()).isBetween(1, 40);
    }

    /** {@code (1 + r)²·1000 − 2400·(1 + r) + 1440} touches zero at 0.2 and does not cross it. */
    @Test
    void aDoubleRootIsOneRoot() {
        InternalRate found =
                InternalRate.of(flows("2021-01-01 -1000, 2022-01-01 2400, 2023-01-01 -1440"), YearFraction.ACT_365F);

        assertThat(found.status()).isEqualTo(InternalRate.Status.CONVERGED);
        assertThat(found.roots()).singleElement().satisfies(r -> assertThat(r).isCloseTo(0.2, within(1e-7)));
    }

    /** 1.1^365 − 1, from a day's gain of a tenth. */
    @Test
    void aGainInADayIsAHugeRate() {
        InternalRate found = InternalRate.of(flows("2021-01-01 -100, 2021-01-02 110"), YearFraction.ACT_365F);

        assertThat(found.roots())
                .singleElement()
                .satisfies(r -> assertThat(r / 1.2833055803133518e15).isCloseTo(1, within(1e-10)));
    }

    @ParameterizedTest(name = "{0} is told as {1}")
    @CsvSource(delimiter = '|', textBlock = """
            2021-01-01 0                          | NO_FLOWS
            2021-01-01 5, 2021-01-01 -5           | NO_FLOWS
            2021-01-01 -5, 2022-01-01 -5          | FLOWS_OF_ONE_SIGN
            2021-01-01 -100, 2022-01-01 150, 2023-01-01 -100 | NO_RATE_SOLVES
            2021-01-01 -100, 2021-01-02 1         | RATE_OUT_OF_RANGE
            """)
    void whyThereIsNoRate(String flows, Undefined why) {
        assertThat(InternalRate.of(flows(flows), YearFraction.ACT_365F).rate().reason())
                .hasValue(why);
    }

    @Test
    void noFlowsHaveNoRate() {
        assertThat(InternalRate.of(List.of(), YearFraction.ACT_365F).rate().reason())
                .hasValue(Undefined.NO_FLOWS);
    }

    /** 2020 has 366 days: 366/365, 366/360 and exactly one year. */
    @ParameterizedTest(name = "10 % over 2020 is {1} by {0}")
    @CsvSource({"ACT_365F, 365, 366", "ACT_360, 360, 366", "ACT_ACT_ISDA, 1, 1"})
    void yearsAreCountedByTheConvention(DayCount convention, double year, double days) {
        InternalRate found = InternalRate.of(flows("2020-01-01 -100, 2021-01-01 110"), YearFraction.of(convention));

        assertThat(found.roots())
                .singleElement()
                .satisfies(r -> assertThat(r).isCloseTo(Math.pow(1.1, year / days) - 1, EXACT));
    }

    /** 184 days of 2003 and 121 of the leap year 2004: ISDA's own example, 1 November 2003 to 1 May 2004. */
    @Test
    void aPeriodOverTheEndOfALeapYearIsSplit() {
        double years =
                YearFraction.of(DayCount.ACT_ACT_ISDA).between(LocalDate.of(2003, 11, 1), LocalDate.of(2004, 5, 1));

        assertThat(years).isCloseTo(61 / 365.0 + 121 / 366.0, within(1e-15));
    }

    /** A scan of the whole range in small steps finds no change of sign without a root, and every root solves. */
    @Property(tries = 100)
    void noChangeOfSignIsWithoutItsRoot(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int n) {
        Random random = new Random(seed);
        List<CashFlow> flows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            flows.add(new CashFlow(
                    LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000)),
                    BigDecimal.valueOf(random.nextInt(2001) - 1000, 1)));
        }
        InternalRate found = InternalRate.of(flows, YearFraction.ACT_365F);
        Collections.shuffle(flows, random);

        assertThat(InternalRate.of(flows, YearFraction.ACT_365F)).isEqualTo(found);
        for (double r : found.roots()) {
            // Nearer to −100 % a double of the rate says little of the factor 1 + r.
            if (r > -0.99) assertThat(Math.abs(value(flows, r))).isLessThan(1e-9 * size(flows, r));
        }
        for (double u = -30; u < 20; u += 0.02) {
            double from = Math.expm1(-u - 0.02);
            double to = Math.expm1(-u);
            if (value(flows, from) < 0 != value(flows, to) < 0) {
                assertThat(found.roots()).as("between %s and %s", from, to).anyMatch(r -> r >= from && r <= to);
            }
        }
    }

    /** A rate that is chosen first is found again among the roots. */
    @Property(tries = 300)
    void aChosenRateIsFoundAgain(@ForAll long seed, @ForAll @IntRange(min = -95, max = 900) int percent) {
        Random random = new Random(seed);
        LocalDate start = LocalDate.of(2015, 3, 1);
        List<CashFlow> flows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            flows.add(
                    new CashFlow(start.plusDays(random.nextInt(1500)), BigDecimal.valueOf(random.nextInt(900) - 600)));
        }
        double chosen = percent / 100.0;
        LocalDate end = start.plusDays(1800);
        double balance = value(flows, chosen) * Math.pow(1 + chosen, years(flows, end));
        flows.add(new CashFlow(end, new BigDecimal(-balance)));

        assertThat(InternalRate.of(flows, YearFraction.ACT_365F).roots())
                .anyMatch(r -> Math.abs(r - chosen) < 1e-9 * (1 + chosen));
    }

    /** A thousand trades that come and go: many changes of sign, and still soon solved. */
    @Test
    void manyChangesOfSignAreNoTrouble() {
        Random random = new Random(7);
        List<CashFlow> flows = new ArrayList<>();
        for (int i = 0; i < 1900; i++) {
            flows.add(new CashFlow(
                    LocalDate.of(2010, 1, 1).plusDays(2L * i), BigDecimal.valueOf(random.nextInt(2001) - 1000)));
        }
        flows.add(new CashFlow(LocalDate.of(2020, 12, 31), new BigDecimal("60000")));

        InternalRate found = InternalRate.of(flows, YearFraction.ACT_365F);

        for (double r : found.roots()) assertThat(Math.abs(value(flows, r))).isLessThan(1e-9 * size(flows, r));
    }

    private static List<CashFlow> flows(String text) {
        return Arrays.stream(text.split(", *"))
                .map(each -> each.split(" "))
                .map(each -> new CashFlow(LocalDate.parse(each[0]), new BigDecimal(each[1])))
                .toList();
    }

    private static double years(List<CashFlow> flows, LocalDate date) {
        LocalDate first =
                flows.stream().map(CashFlow::date).min(LocalDate::compareTo).orElseThrow();
        return (date.toEpochDay() - first.toEpochDay()) / 365.0;
    }

    private static double value(List<CashFlow> flows, double r) {
        return flows.stream()
                .mapToDouble(f -> f.amount().doubleValue() * Math.pow(1 + r, -years(flows, f.date())))
                .sum();
    }

    private static double size(List<CashFlow> flows, double r) {
        return flows.stream()
                .mapToDouble(f -> Math.abs(f.amount().doubleValue()) * Math.pow(1 + r, -years(flows, f.date())))
                .sum();
    }
}
