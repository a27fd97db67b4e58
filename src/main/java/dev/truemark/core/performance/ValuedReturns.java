package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Returns from valuations and flows: one for every interval between two valuations, linked over all of them.
 *
 * <p>A flow belongs to the interval that ends on its day or after. One on the day of the first valuation says that the
 * portfolio began with it: the value before was nothing. A time-weighted return takes a flow at the start or the end of its
 * day, and both are known only where that day has a valuation, or for the start where the day before has one; any other flow
 * leaves its interval without a return.
 *
 * @param intervals by date
 * @param start     the day at whose end the first interval begins
 */
public record ValuedReturns(List<Interval> intervals, LocalDate start, LocalDate end, Statistic linked) {
    /** The return of the time up to the end of {@code date}. */
    public record Interval(LocalDate date, Statistic value) {}

    public ValuedReturns {
        intervals = List.copyOf(intervals);
    }

    /**
     * @param values at least one, of different days, in any order
     * @param flows  positive in, negative out; none before the first or after the last valuation
     */
    public static ValuedReturns of(
            List<ValuePoint> values, List<CashFlow> flows, ReturnMethod method, FlowTiming timing) {
        List<ValuePoint> points = new ArrayList<>(values);
        points.sort(Comparator.comparing(ValuePoint::date));
        List<CashFlow> byDate =
                flows.stream().sorted(Comparator.comparing(CashFlow::date)).toList();
        LocalDate first = points.getFirst().date();
        if (!byDate.isEmpty() && byDate.getFirst().date().equals(first)) {
            points.addFirst(new ValuePoint(first.minusDays(1), BigDecimal.ZERO));
        }
        List<Interval> intervals = new ArrayList<>();
        int next = 0;
        for (int i = 1; i < points.size(); i++) {
            ValuePoint end = points.get(i);
            int from = next;
            while (next < byDate.size() && !byDate.get(next).date().isAfter(end.date())) next++;
            List<CashFlow> inside = byDate.subList(from, next);
            intervals.add(new Interval(end.date(), interval(points.get(i - 1), end, inside, method, timing)));
        }
        Statistic linked = intervals.isEmpty()
                ? Statistic.undefined(Undefined.NO_PERIODS)
                : Chain.linked(intervals.stream().map(Interval::value).toList());
        return new ValuedReturns(
                intervals, points.getFirst().date(), points.getLast().date(), linked);
    }

    public long days() {
        return ChronoUnit.DAYS.between(start, end);
    }

    private static Statistic interval(
            ValuePoint begin, ValuePoint end, List<CashFlow> flows, ReturnMethod method, FlowTiming timing) {
        return switch (method) {
            case TWR -> timeWeighted(begin, end, flows, timing);
            case MODIFIED_DIETZ -> Dietz.modified(begin, end, flows, timing);
            case SIMPLE_DIETZ -> Dietz.simple(begin, end, flows);
        };
    }

    private static Statistic timeWeighted(ValuePoint begin, ValuePoint end, List<CashFlow> flows, FlowTiming timing) {
        Flows sum = Flows.NONE;
        for (CashFlow flow : flows) {
            Flows one = Flows.of(flow.amount());
            boolean atEdge = flow.date().equals(end.date())
                    || one.atStart(timing).signum() != 0
                            && flow.date().equals(begin.date().plusDays(1));
            if (!atEdge && !one.isNone()) return Statistic.undefined(Undefined.FLOW_WITHOUT_VALUATION);
            sum = sum.plus(one);
        }
        return PeriodReturn.of(begin.value(), end.value(), sum, timing);
    }
}
