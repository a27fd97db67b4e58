package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.math.BigDecimal;

/**
 * Return of one day, or of any interval without a flow inside (DEFINITIONS 16).
 * <p><b>Definition.</b> {@code (V_end + Out)/(V_begin + In) − 1}; flows at the start count in the denominator with their
 * sign, flows at the end in the numerator. A denominator of zero or less gives no return.
 * <p><b>Unit.</b> Decimal fraction of the interval. <b>Numbers.</b> Gain and denominator are exact, their quotient is a
 * double, within two units of its last place.
 * <p><b>Source.</b> CFA Institute, GIPS 2020 for Firms, 2.A.
 */
final class PeriodReturn {
    private PeriodReturn() {}

    static Statistic of(BigDecimal begin, BigDecimal end, Flows flows, FlowTiming timing) {
        return ratio(end.subtract(begin).subtract(flows.net()), begin.add(flows.atStart(timing)));
    }

    static Statistic ratio(BigDecimal gain, BigDecimal invested) {
        if (invested.signum() <= 0) return Statistic.undefined(Undefined.NOTHING_INVESTED);
        return Statistic.of(gain.doubleValue() / invested.doubleValue());
    }
}
