package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Sums;
import dev.truemark.core.figure.Undefined;
import java.util.Arrays;

/**
 * Value at risk and expected shortfall of one period, as positive losses (DEFINITIONS 20).
 * <p><b>Definition.</b> With {@code α = 1 − confidence}: historical, the loss at the type-7 quantile {@code α} and the mean of
 * the losses at or beyond it; normal, {@code −(m + s·z_α)} and {@code −m + s·φ(z_α)/α} with the sample deviation {@code s};
 * Cornish-Fisher, the same with {@code z} corrected for moment skewness {@code S} and excess kurtosis {@code K},
 * {@code z + (z² − 1)S/6 + (z³ − 3z)K/24 − (2z³ − 5z)S²/36}, and with the mean of that quantile below {@code α},
 * {@code φ(z)/α·(1 + zS/6 + (z² − 1)K/24 − (2z² − 1)S²/36)}.
 * <p><b>Unit.</b> Decimal fraction of the value; a gain even in the tail is negative. <b>Numbers.</b> double, 1e-12.
 * <p><b>Source.</b> R. Hyndman and Y. Fan, American Statistician 50-4 (1996) 361–365; L. Favre and J. Galeano, J. Alternative
 * Investments 5-2 (2002) 21–25; D. Maillard, A User's Guide to the Cornish Fisher Expansion (2012), for its mean and where it holds.
 */
public record TailLoss(Statistic historical, Statistic parametric, Statistic cornishFisher) {

    /** Both losses of one series. */
    public record Losses(TailLoss var, TailLoss shortfall) {}

    TailLoss times(double factor) {
        return new TailLoss(
                historical.map(each -> each * factor),
                parametric.map(each -> each * factor),
                cornishFisher.map(each -> each * factor));
    }

    public static Losses of(double[] returns, double confidence) {
        Moments m = Moments.of(returns);
        double tail = 1 - confidence;
        double z = Normal.quantile(tail);
        double beyond = Normal.density(z) / tail;
        Statistic corrected = m.divisor()
                .then(sd -> m.momentSkewness().then(s -> m.momentKurtosis().then(k -> correctedVar(m, sd, s, k, z))));
        Statistic correctedMean = corrected.then(var -> m.deviation()
                .then(sd -> m.momentSkewness()
                        .then(s -> m.momentKurtosis().then(k -> correctedMean(m, sd, s, k, z, beyond, var)))));
        Statistic quantile = historical(returns, tail);
        return new Losses(
                new TailLoss(quantile.map(q -> -q), m.deviation().map(sd -> -(m.mean() + sd * z)), corrected),
                new TailLoss(
                        quantile.then(q -> meanAtOrBelow(returns, q)),
                        m.deviation().map(sd -> -m.mean() + sd * beyond),
                        correctedMean));
    }

    /** Undefined where the corrected quantile does not rise with the probability. */
    private static Statistic correctedVar(Moments m, double sd, double s, double k, double z) {
        double z2 = z * z;
        double rise = 1 + z * s / 3 + (z2 - 1) * k / 8 - (6 * z2 - 5) * s * s / 36;
        if (rise <= 0) return Statistic.undefined(Undefined.OUTSIDE_DOMAIN);
        double corrected = z + (z2 - 1) * s / 6 + (z2 - 3) * z * k / 24 - (2 * z2 - 5) * z * s * s / 36;
        return Statistic.of(-(m.mean() + sd * corrected));
    }

    /** Undefined where the mean of what is beyond the value at risk is before it. */
    private static Statistic correctedMean(
            Moments m, double sd, double s, double k, double z, double beyond, double var) {
        double z2 = z * z;
        double mean = -beyond * (1 + z * s / 6 + (z2 - 1) * k / 24 - (2 * z2 - 1) * s * s / 36);
        double loss = -(m.mean() + sd * mean);
        return loss < var ? Statistic.undefined(Undefined.OUTSIDE_DOMAIN) : Statistic.of(loss);
    }

    private static Statistic historical(double[] returns, double tail) {
        if (returns.length < 2) return Statistic.undefined(Undefined.TOO_FEW_RETURNS);
        double[] sorted = returns.clone();
        Arrays.sort(sorted);
        double place = tail * (sorted.length - 1);
        int below = (int) Math.floor(place);
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return Statistic.of(sorted[below] + (place - below) * (above - sorted[below]));
    }

    private static Statistic meanAtOrBelow(double[] returns, double quantile) {
        double limit = quantile + 1e-15 * Math.abs(quantile);
        double[] beyond = Arrays.stream(returns).filter(r -> r <= limit).toArray();
        return Statistic.of(-Sums.of(beyond) / beyond.length);
    }
}
