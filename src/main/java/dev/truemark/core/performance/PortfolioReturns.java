package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Returns of a portfolio day by day, by the functions of the calculators (DEFINITIONS 15 to 18).
 *
 * @param days    one after the other; the first is the evening before the history begins
 * @param flows   external ones, one per movement, by date
 * @param daily   time-weighted, one a day
 */
public record PortfolioReturns(
        List<PortfolioDay> days, List<ExternalFlow> flows, ValuedReturns daily, FlowTiming timing) {
    public PortfolioReturns {
        days = List.copyOf(days);
        flows = List.copyOf(flows);
    }

    /**
     * @param days    at least one, without gaps
     * @param tracked whether the portfolio keeps its cash
     * @param net     of fees
     */
    public static PortfolioReturns of(List<PortfolioDay> days, boolean tracked, boolean net, FlowTiming timing) {
        List<ExternalFlow> flows = new ArrayList<>();
        for (PortfolioDay day : days.subList(1, days.size())) {
            for (Movement each : day.movements()) {
                BaseAmount amount = each.external(tracked, net);
                boolean none = amount instanceof BaseAmount.Known known
                        && known.amount().signum() == 0;
                if (!none) flows.add(new ExternalFlow(day.date(), amount));
            }
        }
        List<ValuePoint> values = days.stream().map(PortfolioReturns::point).toList();
        return new PortfolioReturns(days, flows, ValuedReturns.of(values, flows, ReturnMethod.TWR, timing), timing);
    }

    /** The same with the returns of some days cut at the instants of their flows. */
    public PortfolioReturns with(Map<LocalDate, Statistic> cut) {
        return new PortfolioReturns(days, flows, daily.with(cut), timing);
    }

    private static ValuePoint point(PortfolioDay day) {
        return new ValuePoint(day.date(), day.value());
    }

    public LocalDate start() {
        return days.getFirst().date();
    }

    public LocalDate end() {
        return days.getLast().date();
    }

    /** The nearest day within the history. */
    public LocalDate clamped(LocalDate date) {
        if (date.isBefore(start())) return start();
        return date.isAfter(end()) ? end() : date;
    }

    public PortfolioDay at(LocalDate date) {
        return days.get((int) ChronoUnit.DAYS.between(start(), date));
    }

    /** From the end of {@code from} to the end of {@code to}, both within the history. */
    public ValuedReturns between(LocalDate from, LocalDate to, ReturnMethod method) {
        if (method == ReturnMethod.TWR || method == ReturnMethod.TWR_AT_FLOWS) return daily.between(from, to);
        return from.isBefore(to)
                ? ValuedReturns.of(List.of(point(at(from)), point(at(to))), within(from, to), method, timing)
                : daily.between(from, to);
    }

    /**
     * The money-weighted rate a year, and what it makes of the time that money was there.
     *
     * @param since the earliest flow, or the evening before the period where something was there already
     */
    public record MoneyWeighted(InternalRate rate, LocalDate since, Statistic overPeriod) {}

    /** Empty where a value or a flow is not known. */
    public Optional<MoneyWeighted> moneyWeighted(LocalDate from, LocalDate to) {
        List<CashFlow> paid = new ArrayList<>();
        if (!add(paid, from, at(from).value(), true)) return Optional.empty();
        for (ExternalFlow flow : within(from, to)) {
            if (!add(paid, flow.date(), flow.amount(), true)) return Optional.empty();
        }
        if (!add(paid, to, at(to).value(), false)) return Optional.empty();
        LocalDate since =
                paid.stream().map(CashFlow::date).min(LocalDate::compareTo).orElse(to);
        InternalRate rate = InternalRate.of(paid, YearFraction.ACT_365F);
        double years = YearFraction.ACT_365F.between(since, to);
        return Optional.of(new MoneyWeighted(rate, since, rate.rate().then(r -> overYears(r, years))));
    }

    private static Statistic overYears(double rate, double years) {
        double whole = StrictMath.expm1(StrictMath.log1p(rate) * years);
        return Double.isFinite(whole) ? Statistic.of(whole) : Statistic.undefined(Undefined.RATE_OUT_OF_RANGE);
    }

    /** What came in on a day, less what left; unknown if a part of it is. */
    public BaseAmount flowOn(LocalDate date) {
        return flowsOf(date).stream().map(ExternalFlow::amount).reduce(BaseAmount.ZERO, BaseAmount::plus);
    }

    List<ExternalFlow> flowsOf(LocalDate date) {
        return within(date.minusDays(1), date);
    }

    private static boolean add(List<CashFlow> paid, LocalDate date, BaseAmount amount, boolean in) {
        if (!(amount instanceof BaseAmount.Known known)) return false;
        BigDecimal a = known.amount();
        if (a.signum() != 0) paid.add(new CashFlow(date, in ? a.negate() : a));
        return true;
    }

    private List<ExternalFlow> within(LocalDate from, LocalDate to) {
        int first = firstAfter(from);
        int last = first;
        while (last < flows.size() && !flows.get(last).date().isAfter(to)) last++;
        return flows.subList(first, last);
    }

    /** Flows are by date. */
    private int firstAfter(LocalDate date) {
        int low = 0;
        int high = flows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (flows.get(middle).date().isAfter(date)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
