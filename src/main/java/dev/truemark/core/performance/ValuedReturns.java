package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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
     * @param flows  none before the first or after the last valuation
     */
    public static ValuedReturns of(
            List<ValuePoint> values, List<ExternalFlow> flows, ReturnMethod method, FlowTiming timing) {
        List<ValuePoint> points = new ArrayList<>(values);
        points.sort(Comparator.comparing(ValuePoint::date));
        List<ExternalFlow> byDate =
                flows.stream().sorted(Comparator.comparing(ExternalFlow::date)).toList();
        LocalDate first = points.getFirst().date();
        if (!byDate.isEmpty() && byDate.getFirst().date().equals(first)) {
            points.addFirst(ValuePoint.of(first.minusDays(1), BigDecimal.ZERO));
        }
        List<Interval> intervals = new ArrayList<>();
        int next = 0;
        for (int i = 1; i < points.size(); i++) {
            ValuePoint end = points.get(i);
            int from = next;
            while (next < byDate.size() && !byDate.get(next).date().isAfter(end.date())) next++;
            List<ExternalFlow> inside = byDate.subList(from, next);
            intervals.add(new Interval(end.date(), interval(points.get(i - 1), end, inside, method, timing)));
        }
        return new ValuedReturns(
                intervals, points.getFirst().date(), points.getLast().date(), linked(intervals));
    }

    /** The same with the returns of some days computed otherwise: {@code cut} at the instants of their flows. */
    public ValuedReturns with(Map<LocalDate, Statistic> cut) {
        if (cut.isEmpty()) return this;
        List<Interval> some = intervals.stream()
                .map(each -> new Interval(each.date(), cut.getOrDefault(each.date(), each.value())))
                .toList();
        return new ValuedReturns(some, start, end, linked(some));
    }

    /** The part of it from the end of {@code from} to the end of {@code to}, which are ends of intervals or the start. */
    public ValuedReturns between(LocalDate from, LocalDate to) {
        List<Interval> part = intervals.stream()
                .filter(each -> each.date().isAfter(from) && !each.date().isAfter(to))
                .toList();
        return new ValuedReturns(part, from, to, linked(part));
    }

    public long days() {
        return ChronoUnit.DAYS.between(start, end);
    }

    private static Statistic linked(List<Interval> intervals) {
        return intervals.isEmpty()
                ? Statistic.undefined(Undefined.NO_PERIODS)
                : Chain.linked(intervals.stream().map(Interval::value).toList());
    }

    private static Statistic interval(
            ValuePoint begin, ValuePoint end, List<ExternalFlow> flows, ReturnMethod method, FlowTiming timing) {
        if (!(begin.value() instanceof BaseAmount.Known from) || !(end.value() instanceof BaseAmount.Known to)) {
            return Statistic.undefined(Undefined.VALUE_UNKNOWN);
        }
        List<CashFlow> known = new ArrayList<>(flows.size());
        for (ExternalFlow flow : flows) {
            if (!(flow.amount() instanceof BaseAmount.Known amount)) {
                return Statistic.undefined(Undefined.FLOW_UNKNOWN);
            }
            known.add(new CashFlow(flow.date(), amount.amount()));
        }
        Span span = new Span(begin.date(), end.date(), from.amount(), to.amount(), known);
        return switch (method) {
            case TWR, TWR_AT_FLOWS -> span.timeWeighted(timing);
            case MODIFIED_DIETZ -> span.modifiedDietz(timing);
            case SIMPLE_DIETZ -> span.simpleDietz();
        };
    }
}
