package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuedReturnsTest {
    private static final Offset<Double> EXACT = within(1e-15);

    /** 1000 grows to 1100; then 500 come in or 200 go out on the second day, which ends at 1700 or 900. */
    @ParameterizedTest(name = "{2} on day 2, taken at {0}, ending at {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            IN_START_OUT_END | 1700 | 500  | 1700.0/1600 - 1
            START            | 1700 | 500  | 1700.0/1600 - 1
            END              | 1700 | 500  | 1200.0/1100 - 1
            IN_START_OUT_END | 945  | -200 | 1145.0/1100 - 1
            START            | 945  | -200 | 945.0/900 - 1
            END              | 945  | -200 | 1145.0/1100 - 1
            """)
    void aFlowIsTakenAtItsTime(FlowTiming timing, String end, String flow, String expected) {
        ValuedReturns found = ValuedReturns.of(
                values("2025-01-01 1000, 2025-01-02 1100, 2025-01-03 " + end),
                flows("2025-01-03 " + flow),
                ReturnMethod.TWR,
                timing);

        String[] quotient = expected.replace(" - 1", "").split("/");
        double second = Double.parseDouble(quotient[0]) / Double.parseDouble(quotient[1]) - 1;
        assertThat(value(found.intervals().get(0).value())).isCloseTo(0.1, EXACT);
        assertThat(value(found.intervals().get(1).value())).isCloseTo(second, EXACT);
        assertThat(value(found.linked())).isCloseTo(1.1 * (1 + second) - 1, within(1e-14));
    }

    /** PERF-005: a first deposit of 10 000 that is worth 10 200 in the evening and 10 500 the day after. */
    @Test
    void aPortfolioBeginsWithItsFirstFlow() {
        ValuedReturns found = ValuedReturns.of(
                values("2025-03-11 10500, 2025-03-10 10200"),
                flows("2025-03-10 10000"),
                ReturnMethod.TWR,
                FlowTiming.START);

        assertThat(found.start()).isEqualTo("2025-03-09");
        assertThat(value(found.intervals().get(0).value())).isCloseTo(0.02, EXACT);
        assertThat(value(found.intervals().get(1).value())).isCloseTo(10500.0 / 10200 - 1, EXACT);
        assertThat(value(found.linked())).isCloseTo(0.05, EXACT);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            2025-01-01 0, 2025-01-02 100                   | 2025-01-02 0    | NOTHING_INVESTED
            2025-01-01 -5, 2025-01-02 100                  | 2025-01-02 0    | NOTHING_INVESTED
            2025-01-01 100, 2025-01-31 130                 | 2025-01-15 20   | FLOW_WITHOUT_VALUATION
            """)
    void aBreakIsSeen(String values, String flows, Undefined why) {
        ValuedReturns found =
                ValuedReturns.of(values(values), flows(flows), ReturnMethod.TWR, FlowTiming.IN_START_OUT_END);

        assertThat(found.intervals().getFirst().value().reason()).hasValue(why);
        assertThat(found.linked().reason()).hasValue(Undefined.BROKEN_CHAIN);
    }

    /** A price is missing on the second day, and the rate of a flow on the fourth: the days on both sides have no return. */
    @Test
    void whatIsNotKnownIsNotGuessed() {
        LocalDate day = LocalDate.of(2025, 1, 1);
        List<ValuePoint> values =
                new ArrayList<>(values("2025-01-01 100, 2025-01-03 110, 2025-01-04 121, 2025-01-05 121"));
        values.add(new ValuePoint(day.plusDays(1), BaseAmount.UNKNOWN));

        ValuedReturns found = ValuedReturns.of(
                values,
                List.of(new ExternalFlow(day.plusDays(3), BaseAmount.UNKNOWN)),
                ReturnMethod.TWR,
                FlowTiming.IN_START_OUT_END);

        assertThat(found.intervals().stream().map(each -> each.value().reason().orElse(null)))
                .containsExactly(Undefined.VALUE_UNKNOWN, Undefined.VALUE_UNKNOWN, Undefined.FLOW_UNKNOWN, null);
        assertThat(found.linked().reason()).hasValue(Undefined.BROKEN_CHAIN);
        assertThat(value(found.between(day.plusDays(3), day.plusDays(4)).linked()))
                .isZero();
    }

    /** On the day after the first valuation the value at the start of the day is known. */
    @Test
    void aFlowAtTheStartOfTheFirstDayNeedsNoOtherValuation() {
        ValuedReturns found = ValuedReturns.of(
                values("2025-01-31 100, 2025-02-28 165"), flows("2025-02-01 50"), ReturnMethod.TWR, FlowTiming.START);

        assertThat(value(found.linked())).isCloseTo(0.1, EXACT);
    }

    @Test
    void oneValuationIsNoPeriod() {
        ValuedReturns found =
                ValuedReturns.of(values("2025-01-31 100"), List.of(), ReturnMethod.TWR, FlowTiming.IN_START_OUT_END);

        assertThat(found.intervals()).isEmpty();
        assertThat(found.linked().reason()).hasValue(Undefined.NO_PERIODS);
    }

    /** 100 becomes 300 over two years with 50 paid in after one: 150 on an average of 125 is 120 %. */
    @Test
    void modifiedDietzWeighsByDays() {
        ValuedReturns found = ValuedReturns.of(
                values("2021-01-01 100, 2023-01-01 300"),
                flows("2022-01-01 50"),
                ReturnMethod.MODIFIED_DIETZ,
                FlowTiming.END);

        assertThat(value(found.linked())).isCloseTo(1.2, EXACT);
    }

    /** 31 − 14 = 17 of 30 days for a flow at the end of the 14th, one more at its start. */
    @ParameterizedTest(name = "{0} of {1}: gain over 1000 + {2}/30 of it")
    @CsvSource({"END, 60, 17", "START, 60, 18", "IN_START_OUT_END, 60, 18", "IN_START_OUT_END, -60, 17"})
    void modifiedDietzTakesAFlowAtItsTime(FlowTiming timing, int flow, double days) {
        ValuedReturns found = ValuedReturns.of(
                values("2025-01-01 1000, 2025-01-31 1100"),
                flows("2025-01-14 " + flow),
                ReturnMethod.MODIFIED_DIETZ,
                timing);

        assertThat(value(found.linked())).isCloseTo((100.0 - flow) / (1000 + flow * days / 30), EXACT);
    }

    @Test
    void simpleDietzCountsEachFlowHalf() {
        ValuedReturns found = ValuedReturns.of(
                values("2025-01-01 1000, 2025-01-31 1100"),
                flows("2025-01-02 60, 2025-01-30 -20"),
                ReturnMethod.SIMPLE_DIETZ,
                FlowTiming.END);

        assertThat(value(found.linked())).isCloseTo(60.0 / 1020, EXACT);
    }

    @ParameterizedTest(name = "{0} over {1} days, short too: {2}, is {3} a year")
    @CsvSource(nullValues = "none", textBlock = """
            0.21, 730, false, 0.1
            0.1,  365, false, 0.1
            0.1,  364, false, none
            0.01, 73,  true,  0.0510100501
            -1,   730, false, -1
            """)
    void annualisedFromAYearUp(double linked, long days, boolean evenIfShort, Double expected) {
        Statistic yearly = Chain.annualised(Statistic.of(linked), days, evenIfShort);

        if (expected == null) {
            assertThat(yearly.reason()).hasValue(Undefined.LESS_THAN_A_YEAR);
        } else {
            assertThat(value(yearly)).isCloseTo(expected, within(1e-14));
        }
    }

    /** Without flows the chain telescopes: the linked return is last over first, however long it is. */
    @Property(tries = 50)
    void withoutFlowsTheLinkedReturnIsLastOverFirst(@ForAll long seed) {
        Random random = new Random(seed);
        List<ValuePoint> values = new ArrayList<>();
        BigDecimal value = new BigDecimal("1000");
        for (int day = 0; day < 3000; day++) {
            values.add(ValuePoint.of(LocalDate.EPOCH.plusDays(day), value));
            value = value.multiply(BigDecimal.valueOf(9_000 + random.nextInt(2_100), 4))
                    .setScale(6, java.math.RoundingMode.HALF_EVEN)
                    .max(BigDecimal.ONE);
        }
        double expected = values.getLast().value().orNull().doubleValue() / 1000;

        ValuedReturns found = ValuedReturns.of(values, List.of(), ReturnMethod.TWR, FlowTiming.START);

        assertThat((1 + value(found.linked())) / expected).isCloseTo(1, within(1e-11));
    }

    private static double value(Statistic figure) {
        return figure.toOptional().orElseThrow();
    }

    private static List<ValuePoint> values(String text) {
        return flows(text).stream()
                .map(each -> new ValuePoint(each.date(), each.amount()))
                .toList();
    }

    private static List<ExternalFlow> flows(String text) {
        return Arrays.stream(text.split(", *"))
                .map(each -> each.split(" "))
                .map(each -> ExternalFlow.of(LocalDate.parse(each[0]), new BigDecimal(each[1])))
                .toList();
    }
}
