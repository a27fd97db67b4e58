package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Return of an interval with flows inside, without a valuation at each (DEFINITIONS 17).
 * <p><b>Definition.</b> {@code (V_end − V_begin − ΣCF)/(V_begin + Σ wᵢ·CFᵢ)}; modified Dietz weighs a flow by the part of the
 * interval that it was there ({@code w = (D − d)/D} for a flow at the end of day {@code d} of {@code D}, one day more for one
 * at its start), simple Dietz by a half.
 * <p><b>Unit.</b> Decimal fraction of the interval. <b>Numbers.</b> Exact up to the last division.
 * <p><b>Source.</b> P. Dietz, Pension Funds: Measuring Investment Performance (1966); C. Bacon, Practical Portfolio
 * Performance Measurement and Attribution (2008), ch. 3.
 */
final class Dietz {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Dietz() {}

    static Statistic simple(ValuePoint begin, ValuePoint end, List<CashFlow> flows) {
        BigDecimal net = net(flows);
        return PeriodReturn.ratio(
                end.value().subtract(begin.value()).subtract(net), begin.value().add(net.multiply(HALF)));
    }

    /** Numerator and denominator are both taken times {@code D}, so that nothing is rounded before the last division. */
    static Statistic modified(ValuePoint begin, ValuePoint end, List<CashFlow> flows, FlowTiming timing) {
        BigDecimal days = BigDecimal.valueOf(ChronoUnit.DAYS.between(begin.date(), end.date()));
        BigDecimal gain = end.value().subtract(begin.value()).subtract(net(flows));
        BigDecimal invested = begin.value().multiply(days);
        for (CashFlow flow : flows) {
            BigDecimal there = BigDecimal.valueOf(daysThere(flow, end.date(), timing));
            invested = invested.add(flow.amount().multiply(there));
        }
        return PeriodReturn.ratio(gain.multiply(days), invested);
    }

    private static long daysThere(CashFlow flow, LocalDate end, FlowTiming timing) {
        boolean atStart = switch (timing) {
            case START -> true;
            case END -> false;
            case IN_START_OUT_END -> flow.amount().signum() > 0;
        };
        return ChronoUnit.DAYS.between(flow.date(), end) + (atStart ? 1 : 0);
    }

    private static BigDecimal net(List<CashFlow> flows) {
        return flows.stream().map(CashFlow::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
