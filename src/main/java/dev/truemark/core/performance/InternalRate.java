package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Money-weighted return: the yearly rate at which dated flows are worth nothing (DEFINITIONS 17).
 * <p><b>Definition.</b> Every {@code r > −1} with {@code Σ CFᵢ·(1 + r)^(−tᵢ) = 0}, {@code tᵢ} the years from the earliest
 * flow. Money in and money out have opposite signs; turning all signs changes nothing.
 * <p><b>Unit.</b> Decimal fraction a year. <b>Numbers.</b> Flows of one day are added exactly; the roots are those of
 * {@link ExponentialSum}, to a few units in the last place of {@code 1 + r}.
 * <p><b>Range.</b> {@code 1 + r} from {@value #LEAST_GROWTH} to {@value #MOST_GROWTH}.
 *
 * @param rate       the root where there is exactly one
 * @param roots      all that there are, ascending
 * @param iterations steps of Newton or bisection, for all roots
 * @param residual   what is left of the sum at {@code rate}, in the unit of the flows
 */
public record InternalRate(Status status, Statistic rate, List<Double> roots, int iterations, Statistic residual) {
    public static final double LEAST_GROWTH = 1e-15;
    public static final double MOST_GROWTH = 1e100;

    public enum Status {
        CONVERGED,
        AMBIGUOUS,
        NO_ROOT
    }

    public InternalRate {
        roots = List.copyOf(roots);
    }

    /** Of flows in any order. */
    public static InternalRate of(List<CashFlow> flows, YearFraction years) {
        List<CashFlow> days = byDate(flows);
        if (days.isEmpty()) return none(Undefined.NO_FLOWS, 0);
        int sign = days.getFirst().amount().signum();
        if (days.stream().allMatch(day -> day.amount().signum() == sign)) {
            return none(Undefined.FLOWS_OF_ONE_SIGN, 0);
        }
        LocalDate first =
                flows.stream().map(CashFlow::date).min(LocalDate::compareTo).orElseThrow();
        return solved(ExponentialSum.of(
                days.stream()
                        .mapToDouble(day -> years.between(first, day.date()))
                        .toArray(),
                days.stream().map(CashFlow::amount).toArray(BigDecimal[]::new)));
    }

    /** One of each date on which something is left, ascending. */
    private static List<CashFlow> byDate(List<CashFlow> flows) {
        List<CashFlow> sorted = new ArrayList<>(flows);
        sorted.sort(Comparator.comparing(CashFlow::date));
        List<CashFlow> days = new ArrayList<>();
        for (int i = 0; i < sorted.size(); ) {
            LocalDate date = sorted.get(i).date();
            BigDecimal sum = sorted.get(i++).amount();
            while (i < sorted.size() && sorted.get(i).date().equals(date)) {
                sum = sum.add(sorted.get(i++).amount());
            }
            if (sum.signum() != 0) days.add(new CashFlow(date, sum));
        }
        return days;
    }

    private static InternalRate solved(ExponentialSum sum) {
        ExponentialSum.Roots found = sum.roots(-StrictMath.log(MOST_GROWTH), -StrictMath.log(LEAST_GROWTH));
        List<Double> rates =
                found.at().stream().map(u -> StrictMath.expm1(-u)).sorted().toList();
        if (rates.isEmpty()) {
            return none(found.beyond() ? Undefined.RATE_OUT_OF_RANGE : Undefined.NO_RATE_SOLVES, found.steps());
        }
        if (rates.size() > 1) {
            Statistic open = Statistic.undefined(Undefined.SEVERAL_RATES_SOLVE);
            return new InternalRate(Status.AMBIGUOUS, open, rates, found.steps(), open);
        }
        double residual = sum.at(found.at().getFirst());
        return new InternalRate(
                Status.CONVERGED,
                Statistic.of(rates.getFirst()),
                rates,
                found.steps(),
                Double.isFinite(residual) ? Statistic.of(residual) : Statistic.undefined(Undefined.RATE_OUT_OF_RANGE));
    }

    private static InternalRate none(Undefined why, int iterations) {
        Statistic undefined = Statistic.undefined(why);
        return new InternalRate(Status.NO_ROOT, undefined, List.of(), iterations, undefined);
    }
}
