package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Sums;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.risk.Weekdays.DatedReturn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What might be lost on what is held now, had the past come again (DEFINITIONS 20).
 *
 * <p><b>Definition.</b> The return of day {@code t} is {@code Σ wᵢ·(Vᵢₜ/Vᵢₜ₋₁ − 1)} with today's weights {@code wᵢ} of the total,
 * cash among them, and the values {@code V} of one and the same quantity, in base currency; losses are those of
 * {@link TailLoss}, over a horizon times {@code √days}.
 *
 * <p><b>Unit.</b> Decimal fraction of the total. <b>Numbers.</b> double, 1e-12.
 *
 * @param returns of the days, none where there is no figure
 * @param missing where a value is not known, the first of each holding
 * @param jumps   changes of a day that are more likely a split that nobody told than a gain or a loss
 */
public record HoldingsRisk(
        List<DatedReturn> returns,
        TailLoss var,
        TailLoss shortfall,
        List<Gap> missing,
        List<Jump> jumps,
        Optional<Undefined> why) {
    /** Fewer returns give no figure (DEFINITIONS 3). */
    public static final int LEAST_RETURNS = 20;

    /** A price that falls below this part of itself in a day, or rises above its inverse, is not believed. */
    private static final double BELIEVED = 0.55;

    public HoldingsRisk {
        returns = List.copyOf(returns);
        missing = List.copyOf(missing);
        jumps = List.copyOf(jumps);
    }

    /**
     * A holding.
     *
     * @param weight of the total now
     * @param cash   whether it is a currency, which does not split
     * @param values one a day; empty where a price or a rate is missing or stale
     */
    public record Series(String id, double weight, boolean cash, List<OptionalDouble> values) {}

    /** From the evening of which day on, by whatever holding. */
    public record Gap(String id, LocalDate date) {}

    /** @param factor value over that of the day before */
    public record Jump(String id, LocalDate date, double factor) {}

    /**
     * @param dates evenings, ascending, as many as each series has values
     * @param believeJumps whether jumps are taken for what they are
     */
    public static HoldingsRisk of(
            List<Series> all, List<LocalDate> dates, double confidence, int horizon, boolean believeJumps) {
        List<Gap> missing = new ArrayList<>();
        List<Jump> jumps = new ArrayList<>();
        for (Series each : all) {
            gap(each, dates).ifPresent(missing::add);
            if (!each.cash()) jumps(each, dates, jumps);
        }
        if (!missing.isEmpty()) return undefined(Undefined.VALUE_UNKNOWN, missing, jumps);
        if (!jumps.isEmpty() && !believeJumps) return undefined(Undefined.PRICE_JUMP, missing, jumps);
        if (dates.size() - 1 < LEAST_RETURNS) return undefined(Undefined.TOO_FEW_RETURNS, missing, jumps);
        List<DatedReturn> returns = new ArrayList<>(dates.size() - 1);
        double[] r = new double[dates.size() - 1];
        for (int t = 1; t < dates.size(); t++) {
            r[t - 1] = onDay(all, t);
            returns.add(new DatedReturn(dates.get(t), Statistic.of(r[t - 1])));
        }
        TailLoss.Losses losses = TailLoss.of(r, confidence);
        double periods = StrictMath.sqrt(horizon);
        return new HoldingsRisk(
                returns,
                losses.var().times(periods),
                losses.shortfall().times(periods),
                missing,
                jumps,
                Optional.empty());
    }

    /** None, for one reason. */
    public static HoldingsRisk undefined(Undefined why, List<Gap> missing, List<Jump> jumps) {
        Statistic none = Statistic.undefined(why);
        TailLoss loss = new TailLoss(none, none, none);
        return new HoldingsRisk(List.of(), loss, loss, missing, jumps, Optional.of(why));
    }

    /** The day on which most would have been lost. */
    public Optional<DatedReturn> worst() {
        return returns.stream()
                .min(Comparator.comparingDouble(
                        each -> each.value().toOptional().orElseThrow()));
    }

    private static double onDay(List<Series> all, int day) {
        return Sums.of(all.size(), i -> {
            Series each = all.get(i);
            return each.weight() * (factor(each, day) - 1);
        });
    }

    private static double factor(Series series, int day) {
        return series.values().get(day).orElseThrow()
                / series.values().get(day - 1).orElseThrow();
    }

    /** Nothing is also a value that no return can begin with. */
    private static Optional<Gap> gap(Series series, List<LocalDate> dates) {
        for (int t = 0; t < dates.size(); t++) {
            OptionalDouble value = series.values().get(t);
            if (value.isEmpty() || value.getAsDouble() == 0) return Optional.of(new Gap(series.id(), dates.get(t)));
        }
        return Optional.empty();
    }

    private static void jumps(Series series, List<LocalDate> dates, List<Jump> jumps) {
        for (int t = 1; t < dates.size(); t++) {
            if (series.values().get(t).isEmpty() || series.values().get(t - 1).isEmpty()) continue;
            double factor = factor(series, t);
            if (factor < BELIEVED || factor > 1 / BELIEVED) jumps.add(new Jump(series.id(), dates.get(t), factor));
        }
    }
}
