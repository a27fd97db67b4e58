package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The time between two valuations, and the flows in it (DEFINITIONS 16 and 17).
 * <p><b>Definition.</b> Time-weighted {@code (V_end + Out)/(V_begin + In) − 1}; flows at the start count in the denominator
 * with their sign, flows at the end in the numerator. Dietz {@code (V_end − V_begin − ΣCF)/(V_begin + Σ wᵢ·CFᵢ)}: modified
 * weighs a flow by the part of the time that it was there ({@code w = (D − d)/D} for a flow at the end of day {@code d} of
 * {@code D}, one day more for one at its start), simple by a half. A denominator of zero or less gives no return.
 * <p><b>Unit.</b> Decimal fraction of the interval. <b>Numbers.</b> Gain and denominator are exact, their quotient is a
 * double, within two units of its last place.
 * <p><b>Source.</b> CFA Institute, GIPS 2020 for Firms, 2.A; P. Dietz, Pension Funds: Measuring Investment Performance
 * (1966); C. Bacon, Practical Portfolio Performance Measurement and Attribution (2008), ch. 3.
 *
 * @param flows after {@code from}, up to {@code to}; positive in, negative out
 */
record Span(LocalDate from, LocalDate to, BigDecimal begin, BigDecimal end, List<CashFlow> flows) {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** Undefined where a flow is not at a valuation, or at the start of the day after one. */
    Statistic timeWeighted(FlowTiming timing) {
        BigDecimal invested = begin;
        for (CashFlow flow : flows) {
            boolean atStart = isAtStart(flow.amount(), timing);
            boolean atEdge = flow.date().equals(to) || atStart && flow.date().equals(from.plusDays(1));
            if (!atEdge && flow.amount().signum() != 0) return Statistic.undefined(Undefined.FLOW_WITHOUT_VALUATION);
            if (atStart) invested = invested.add(flow.amount());
        }
        return ratio(gain(), invested);
    }

    Statistic simpleDietz() {
        return ratio(gain(), begin.add(net().multiply(HALF)));
    }

    /** Numerator and denominator are both taken times {@code D}, so that nothing is rounded before the last division. */
    Statistic modifiedDietz(FlowTiming timing) {
        BigDecimal days = BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to));
        BigDecimal invested = begin.multiply(days);
        for (CashFlow flow : flows) {
            long there = ChronoUnit.DAYS.between(flow.date(), to) + (isAtStart(flow.amount(), timing) ? 1 : 0);
            invested = invested.add(flow.amount().multiply(BigDecimal.valueOf(there)));
        }
        return ratio(gain().multiply(days), invested);
    }

    static boolean isAtStart(BigDecimal flow, FlowTiming timing) {
        return switch (timing) {
            case START -> true;
            case END -> false;
            case IN_START_OUT_END -> flow.signum() > 0;
        };
    }

    private BigDecimal gain() {
        return end.subtract(begin).subtract(net());
    }

    private BigDecimal net() {
        BigDecimal net = BigDecimal.ZERO;
        for (CashFlow flow : flows) net = net.add(flow.amount());
        return net;
    }

    private static Statistic ratio(BigDecimal gain, BigDecimal invested) {
        if (invested.signum() <= 0) return Statistic.undefined(Undefined.NOTHING_INVESTED);
        return Statistic.of(gain.doubleValue() / invested.doubleValue());
    }
}
