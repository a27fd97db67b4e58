package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.util.List;

/**
 * Returns one after the other (DEFINITIONS 16).
 * <p><b>Definition.</b> {@code ∏(1 + rₜ) − 1}; a year's worth of it is {@code (1 + R)^(365/days) − 1}.
 * <p><b>Unit.</b> Decimal fraction. <b>Numbers.</b> double, without cancellation: small returns keep their digits; error
 * below 1e-12 over 10 000 days.
 */
public final class Chain {
    private static final int DAYS_PER_YEAR = 365;

    private Chain() {}

    /** Undefined as soon as one of them is. */
    public static Statistic linked(List<Statistic> returns) {
        double linked = 0;
        for (Statistic each : returns) {
            if (!(each instanceof Statistic.Defined r)) return Statistic.undefined(Undefined.BROKEN_CHAIN);
            linked = linked + r.value() + linked * r.value();
        }
        return Double.isFinite(linked) ? Statistic.of(linked) : Statistic.undefined(Undefined.RATE_OUT_OF_RANGE);
    }

    /**
     * @param days        of the whole period
     * @param evenIfShort also of less than 365 days
     */
    public static Statistic annualised(Statistic linked, long days, boolean evenIfShort) {
        if (days <= 0 || days < DAYS_PER_YEAR && !evenIfShort) return Statistic.undefined(Undefined.LESS_THAN_A_YEAR);
        return linked.then(r -> {
            if (r < -1) return Statistic.undefined(Undefined.TOTAL_LOSS);
            double yearly = StrictMath.expm1(StrictMath.log1p(r) * DAYS_PER_YEAR / days);
            return Double.isFinite(yearly) ? Statistic.of(yearly) : Statistic.undefined(Undefined.RATE_OUT_OF_RANGE);
        });
    }
}
