package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.Composite.Member;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CompositeTest {
    private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

    private static ValuePoint value(int day, String amount) {
        return amount == null
                ? new ValuePoint(DAY.plusDays(day), BaseAmount.UNKNOWN)
                : ValuePoint.of(DAY.plusDays(day), new BigDecimal(amount));
    }

    private static ExternalFlow flow(int day, String amount) {
        return ExternalFlow.of(DAY.plusDays(day), new BigDecimal(amount));
    }

    private static Composite of(Member... members) {
        return Composite.of(List.of(members), FlowTiming.IN_START_OUT_END);
    }

    private static double value(Statistic of) {
        return of.toOptional().orElseThrow();
    }

    /**
     * A makes 10 %, then 0 %; B takes in 100 at the start of the first day, (210)/(100 + 100) − 1 = 5 %, then falls by 10 %:
     * together 320/300 − 1 and 299/320 − 1. A made 10 % in all, B 1.05 · 0.9 − 1 = −5.5 %; their deviation is 15.5/√2 %.
     */
    @Test
    void theReturnIsThatOfTheSums() {
        Composite found = of(
                new Member("A", List.of(value(0, "100"), value(1, "110"), value(2, "110")), List.of()),
                new Member("B", List.of(value(0, "100"), value(1, "210"), value(2, "189")), List.of(flow(1, "100"))));

        assertThat(value(found.periods().get(0).value())).isEqualTo(20.0 / 300);
        assertThat(value(found.periods().get(1).value())).isEqualTo(-21.0 / 320);
        assertThat(value(found.linked())).isCloseTo(320.0 / 300 * 299 / 320 - 1, within(1e-15));
        assertThat(value(found.members().get(1).linked())).isCloseTo(-0.055, within(1e-15));
        assertThat(value(found.dispersion())).isCloseTo(0.155 / Math.sqrt(2), within(1e-15));
    }

    /** Who joins counts from the next period on, who leaves up to his last: nothing of it is taken for a gain. */
    @Test
    void whoComesAndGoesIsNoGain() {
        Composite found = of(
                new Member("A", List.of(value(0, "100"), value(1, "110"), value(2, "121"), value(3, "121")), List.of()),
                new Member("B", List.of(value(1, "500"), value(2, "550")), List.of()));

        assertThat(found.periods()).extracting(Composite.Period::members).containsExactly(1, 2, 1);
        assertThat(value(found.periods().get(0).value())).isEqualTo(0.1);
        assertThat(value(found.periods().get(1).value())).isCloseTo(0.1, within(1e-15));
        assertThat(value(found.periods().get(2).value())).isEqualTo(0);
        assertThat(found.dispersion()).isEqualTo(Statistic.undefined(Undefined.TOO_FEW_RETURNS));
    }

    /** Its first flow on the day of its first valuation: nothing was there before, whenever the others are valued. */
    @Test
    void whoBeginsWithAFlowCountsFromThatDay() {
        Composite found = of(
                new Member("A", List.of(value(0, "100"), value(3, "110")), List.of()),
                new Member("B", List.of(value(3, "330")), List.of(flow(3, "300"))));

        assertThat(value(found.periods().getFirst().value())).isEqualTo(40.0 / 400);
        Composite alone = of(new Member("B", List.of(value(3, "330")), List.of(flow(3, "300"))));
        assertThat(alone.start()).isEqualTo(DAY.plusDays(2));
        assertThat(value(alone.linked())).isEqualTo(0.1);
    }

    @Test
    void whatIsNotKnownOfOneLeavesNoReturnOfAll() {
        Member known = new Member("A", List.of(value(0, "100"), value(1, "110"), value(2, "121")), List.of());
        Composite noValue =
                of(known, new Member("B", List.of(value(0, "1"), value(1, null), value(2, "1")), List.of()));
        Composite gap = of(known, new Member("B", List.of(value(0, "1"), value(2, "1")), List.of()));
        Composite noFlow = of(
                known,
                new Member(
                        "B",
                        List.of(value(0, "1"), value(1, "1"), value(2, "1")),
                        List.of(new ExternalFlow(DAY.plusDays(2), BaseAmount.UNKNOWN))));

        for (Composite each : List.of(noValue, gap)) {
            assertThat(each.periods())
                    .extracting(Composite.Period::value)
                    .containsOnly(Statistic.undefined(Undefined.VALUE_UNKNOWN));
        }
        assertThat(noFlow.periods().get(0).value().isDefined()).isTrue();
        assertThat(noFlow.periods().get(1).value()).isEqualTo(Statistic.undefined(Undefined.FLOW_UNKNOWN));
        assertThat(noFlow.linked()).isEqualTo(Statistic.undefined(Undefined.BROKEN_CHAIN));
    }

    /** GIPS weighs by beginning value and what came in: the same number by another way. */
    @Property(tries = 200)
    void itIsTheMeanWeightedByWhatWasInvested(
            @ForAll @Size(min = 1, max = 6) List<@Size(4) List<@IntRange(min = 1, max = 1000) Integer>> numbers) {
        List<Member> members = new ArrayList<>();
        double invested = 0;
        double earned = 0;
        for (List<Integer> n : numbers) {
            BigDecimal in = BigDecimal.valueOf(n.get(2));
            BigDecimal out = BigDecimal.valueOf(-n.get(3));
            ValuePoint begin = ValuePoint.of(DAY, BigDecimal.valueOf(n.get(0)));
            ValuePoint end = ValuePoint.of(DAY.plusDays(1), BigDecimal.valueOf(n.get(1)));
            List<ExternalFlow> flows =
                    List.of(ExternalFlow.of(DAY.plusDays(1), in), ExternalFlow.of(DAY.plusDays(1), out));
            members.add(new Member("M" + members.size(), List.of(begin, end), flows));
            double own = n.get(0) + n.get(2);
            invested += own;
            earned += own * ((double) (n.get(1) + n.get(3)) / own - 1);
        }

        Composite found = Composite.of(members, FlowTiming.IN_START_OUT_END);

        assertThat(value(found.linked())).isCloseTo(earned / invested, within(1e-9));
    }

    @Property(tries = 200)
    void ofOneItIsThatOne(@ForAll @Size(min = 2, max = 9) List<@IntRange(min = 1, max = 1000) Integer> values) {
        List<ValuePoint> points = new ArrayList<>();
        for (int day = 0; day < values.size(); day++)
            points.add(value(day, values.get(day).toString()));
        List<ExternalFlow> flows = List.of(flow(1, "17"));

        Composite found = of(new Member("A", points, flows));

        assertThat(found.linked())
                .isEqualTo(ValuedReturns.of(points, flows, ReturnMethod.TWR, FlowTiming.IN_START_OUT_END)
                        .linked());
    }
}
