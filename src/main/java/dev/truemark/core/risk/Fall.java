package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.util.List;

/**
 * How far the index of a series is below its last height (DEFINITIONS 20), the start counting as one.
 * <p><b>Definition.</b> {@code I_t/max(I_s, s ≤ t) − 1}. <b>Unit.</b> Decimal fraction, 0 or negative. <b>Numbers.</b> double,
 * error below 1e-12 over 10 000 returns.
 */
public final class Fall {
    /** A fall that small is rounding. */
    static final double ROUNDING = 1e-14;

    private Fall() {}

    /** After all of {@code returns}; a gap in them leaves no index, and nor does a loss of more than all there is. */
    public static Statistic of(List<Statistic> returns) {
        Statistic below = Statistic.of(0);
        for (Statistic each : returns) {
            if (!each.isDefined()) return Statistic.undefined(Undefined.BROKEN_CHAIN);
            below = below.then(there -> each.then(r -> after(there, r)));
        }
        return below;
    }

    /** One return later. */
    public static Statistic after(double below, double r) {
        return r < -1 ? Statistic.undefined(Undefined.TOTAL_LOSS) : Statistic.of(next(below, r));
    }

    static double next(double below, double r) {
        double next = below + r + below * r;
        return next >= -ROUNDING ? 0 : next;
    }
}
