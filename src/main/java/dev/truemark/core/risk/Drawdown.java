package dev.truemark.core.risk;

import java.util.OptionalInt;

/**
 * The deepest fall of the index of a series from an earlier height (DEFINITIONS 20).
 * <p><b>Definition.</b> Least {@code I_t/max(I_s, s ≤ t) − 1}, {@code I_0 = 1} counting as a height; the first of several
 * equally deep, followed as the fall below the last height. <b>Unit.</b> Decimal fraction, 0 or negative; places are counted in returns, 0 the start. <b>Numbers.</b>
 * double, error below 1e-12 over 10 000 returns.
 *
 * @param peak     after how many returns the height was reached, the last time before the fall
 * @param trough   after how many the index was lowest
 * @param recovery after how many it was as high again; empty if it never was
 * @param end      how many there are
 */
public record Drawdown(double value, int peak, int trough, OptionalInt recovery, int end) {
    public static Drawdown of(double[] returns) {
        int peak = 0;
        double below = 0;
        Drawdown worst = new Drawdown(0, 0, 0, OptionalInt.of(0), returns.length);
        for (int t = 1; t <= returns.length; t++) {
            below = Fall.next(below, returns[t - 1]);
            if (below == 0) {
                peak = t;
                worst = worst.recoveredBy(t);
            } else if (below < worst.value() - Fall.ROUNDING) {
                worst = new Drawdown(below, peak, t, OptionalInt.empty(), returns.length);
            }
        }
        return worst;
    }

    private Drawdown recoveredBy(int t) {
        return recovery.isPresent() ? this : new Drawdown(value, peak, trough, OptionalInt.of(t), end);
    }

    public boolean isNone() {
        return value == 0;
    }

    /** Returns from the height to the recovery, or to the end while there is none. */
    public int underWater() {
        return isNone() ? 0 : recovery.orElse(end) - peak;
    }
}
