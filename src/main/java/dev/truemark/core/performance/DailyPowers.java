package dev.truemark.core.performance;

import java.util.Optional;

/**
 * Powers {@code e^(u·(tᵢ − τ) − shift)} of many times that are whole days over 365: each is the product of that of its first
 * day of 64 and that of the days since, so that few of them are exponentials. <b>Numbers.</b> double, relative error below
 * 8e-16 besides that of the exponent.
 */
final class DailyPowers {
    private static final double YEAR = 365.0;
    private static final int BITS = 6;
    private static final int BLOCK = 1 << BITS;
    private static final int MOST_DAYS = 1_000_000;

    private final int[] days;
    private final double[] blocks;
    private final double[] since = new double[BLOCK];

    private DailyPowers(int[] days) {
        this.days = days;
        this.blocks = new double[(days[days.length - 1] >> BITS) + 1];
    }

    /** Of ascending times; empty where some are no whole days, or too few to make it worth while. */
    static Optional<DailyPowers> of(double[] times) {
        int[] days = new int[times.length];
        for (int i = 0; i < times.length; i++) {
            double day = Math.rint(times[i] * YEAR);
            if (!(day >= 0 && day <= MOST_DAYS) || day / YEAR != times[i]) return Optional.empty();
            days[i] = (int) day;
        }
        boolean worth = days.length > BLOCK + (days.length == 0 ? 0 : days[days.length - 1] >> BITS);
        return worth ? Optional.of(new DailyPowers(days)) : Optional.empty();
    }

    void fill(double[] powers, double u, double tau, double shift) {
        for (int n = 0; n < blocks.length; n++) blocks[n] = StrictMath.exp(u * (n * BLOCK / YEAR - tau) - shift);
        for (int n = 0; n < BLOCK; n++) since[n] = StrictMath.exp(u * (n / YEAR));
        for (int i = 0; i < days.length; i++) powers[i] = blocks[days[i] >> BITS] * since[days[i] & BLOCK - 1];
    }
}
