package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Several portfolios as one, in one currency.
 * <p><b>Definition.</b> The return of a period is that of the sums: {@code (ΣV_end + ΣOut)/(ΣV_begin + ΣIn) − 1} by the flow timing
 * of DEFINITIONS 16, which is the mean of the members' returns weighted by {@code V_begin + In}. A member counts in the periods
 * at both ends of which it is there; it joins with its first valuation, or with the flow of that day where it began with it.
 * Dispersion is the sample deviation (n − 1) of the linked returns of the members that were there throughout, each weighing the
 * same.
 * <p><b>Unit.</b> Decimal fraction of the period. <b>Numbers.</b> Sums are exact, their quotient is a double.
 * <p><b>Source.</b> CFA Institute, GIPS 2020 for Firms, 2.A.33 and the glossary (internal dispersion).
 *
 * @param periods by date
 * @param members in the order given
 */
public record Composite(
        List<Period> periods,
        List<Part> members,
        LocalDate start,
        LocalDate end,
        Statistic linked,
        Statistic dispersion) {
    public Composite {
        periods = List.copyOf(periods);
        members = List.copyOf(members);
    }

    /**
     * A portfolio of a composite, in the composite's currency.
     *
     * @param values at least one, of different days
     * @param flows  none before the first or after the last of them; one on the first day says that nothing was there before
     */
    public record Member(String name, List<ValuePoint> values, List<ExternalFlow> flows) {
        public Member {
            values = List.copyOf(values);
            flows = List.copyOf(flows);
        }
    }

    /**
     * The time up to the end of {@code date}.
     *
     * @param members with anything in it
     * @param end     value of all of them at its end
     */
    public record Period(LocalDate date, Statistic value, int members, BaseAmount end) {}

    /** A member, from the end of {@code start} to the end of {@code end}. */
    public record Part(String name, LocalDate start, LocalDate end, Statistic linked) {}

    /** @param members at least one */
    public static Composite of(List<Member> members, FlowTiming timing) {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        members.forEach(each -> each.values().forEach(point -> dates.add(point.date())));
        if (members.stream().anyMatch(each -> began(each) && first(each).equals(dates.first()))) {
            dates.add(dates.first().minusDays(1));
        }
        List<CompositeMember> all =
                members.stream().map(each -> CompositeMember.of(each, dates)).toList();
        List<Period> periods = new ArrayList<>();
        LocalDate from = dates.first();
        for (LocalDate to : dates.tailSet(from, false)) {
            periods.add(period(all, from, to, timing));
            from = to;
        }
        List<Part> parts = all.stream().map(each -> each.part(timing)).toList();
        Statistic linked = linked(periods.stream().map(Period::value).toList());
        return new Composite(
                periods, parts, dates.first(), dates.last(), linked, dispersion(parts, dates.first(), dates.last()));
    }

    static Statistic linked(List<Statistic> returns) {
        return returns.isEmpty() ? Statistic.undefined(Undefined.NO_PERIODS) : Chain.linked(returns);
    }

    private static LocalDate first(Member member) {
        return member.values().stream()
                .map(ValuePoint::date)
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    /** Whether it has a flow on the day of its first valuation. */
    static boolean began(Member member) {
        LocalDate first = first(member);
        return member.flows().stream().anyMatch(flow -> flow.date().equals(first));
    }

    private static Period period(List<CompositeMember> all, LocalDate from, LocalDate to, FlowTiming timing) {
        BaseAmount begin = BaseAmount.ZERO;
        BaseAmount end = BaseAmount.ZERO;
        List<CashFlow> flows = new ArrayList<>();
        boolean flowsKnown = true;
        int members = 0;
        for (CompositeMember each : all) {
            if (!each.isThere(from, to)) continue;
            begin = begin.plus(each.valueAt(from));
            end = end.plus(each.valueAt(to));
            List<ExternalFlow> own = each.flows(from, to);
            for (ExternalFlow flow : own) {
                flowsKnown &= flow.amount().isKnown();
                flow.amount().value().ifPresent(amount -> flows.add(new CashFlow(flow.date(), amount)));
            }
            if (!own.isEmpty() || !each.valueAt(from).equals(BaseAmount.ZERO)) members++;
        }
        return new Period(to, value(new Ends(from, to, begin, end), flows, flowsKnown, timing), members, end);
    }

    private record Ends(LocalDate from, LocalDate to, BaseAmount begin, BaseAmount end) {}

    private static Statistic value(Ends ends, List<CashFlow> flows, boolean flowsKnown, FlowTiming timing) {
        if (!ends.begin().isKnown() || !ends.end().isKnown()) return Statistic.undefined(Undefined.VALUE_UNKNOWN);
        if (!flowsKnown) return Statistic.undefined(Undefined.FLOW_UNKNOWN);
        BigDecimal begin = ends.begin().orNull();
        return new Span(ends.from(), ends.to(), begin, ends.end().orNull(), flows).timeWeighted(timing);
    }

    private static Statistic dispersion(List<Part> parts, LocalDate start, LocalDate end) {
        List<Statistic> whole = parts.stream()
                .filter(each -> each.start().equals(start) && each.end().equals(end))
                .map(Part::linked)
                .toList();
        if (whole.size() < 2) return Statistic.undefined(Undefined.TOO_FEW_RETURNS);
        Set<Boolean> defined = new HashSet<>();
        whole.forEach(each -> defined.add(each.isDefined()));
        if (defined.contains(false)) return Statistic.undefined(Undefined.BROKEN_CHAIN);
        double[] r = whole.stream()
                .mapToDouble(each -> each.toOptional().orElseThrow())
                .toArray();
        double sum = 0;
        for (double each : r) sum += each;
        double mean = sum / r.length;
        double squares = 0;
        for (double each : r) squares += (each - mean) * (each - mean);
        return Statistic.of(StrictMath.sqrt(squares / (r.length - 1)));
    }
}
