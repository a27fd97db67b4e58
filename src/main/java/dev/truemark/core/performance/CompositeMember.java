package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.money.BaseAmount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/** A member of a composite on the composite's dates. */
record CompositeMember(String name, NavigableMap<LocalDate, BaseAmount> values, List<ExternalFlow> flows) {

    /** One that began with a flow was worth nothing on the date before. */
    static CompositeMember of(Composite.Member member, NavigableSet<LocalDate> dates) {
        NavigableMap<LocalDate, BaseAmount> values = new TreeMap<>();
        for (ValuePoint point : member.values()) values.put(point.date(), point.value());
        if (Composite.began(member)) values.put(dates.lower(values.firstKey()), BaseAmount.ZERO);
        List<ExternalFlow> flows = member.flows().stream()
                .sorted(Comparator.comparing(ExternalFlow::date))
                .toList();
        return new CompositeMember(member.name(), values, flows);
    }

    boolean isThere(LocalDate from, LocalDate to) {
        return !from.isBefore(values.firstKey()) && !to.isAfter(values.lastKey());
    }

    /** Unknown on a date of the composite on which this member alone has no valuation. */
    BaseAmount valueAt(LocalDate date) {
        return values.getOrDefault(date, BaseAmount.UNKNOWN);
    }

    /** After {@code from}, up to {@code to}. */
    List<ExternalFlow> flows(LocalDate from, LocalDate to) {
        return flows.stream()
                .filter(each -> each.date().isAfter(from) && !each.date().isAfter(to))
                .toList();
    }

    Composite.Part part(FlowTiming timing) {
        List<Statistic> returns = new ArrayList<>();
        List<ValuePoint> points = new ArrayList<>();
        values.forEach((date, value) -> points.add(new ValuePoint(date, value)));
        LocalDate first = values.firstKey();
        List<ExternalFlow> later =
                flows.stream().filter(each -> each.date().isAfter(first)).toList();
        ValuedReturns.of(points, later, ReturnMethod.TWR, timing)
                .intervals()
                .forEach(each -> returns.add(each.value()));
        return new Composite.Part(name, first, values.lastKey(), Composite.linked(returns));
    }
}
