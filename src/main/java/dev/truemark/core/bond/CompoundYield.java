package dev.truemark.core.bond;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Sums;
import dev.truemark.core.figure.Undefined;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A yield compounded with the coupons.
 *
 * <p><b>Definition.</b> {@code P = Σ cᵢ·(1 + y/f)^(−tᵢ)}, {@code tᵢ} in coupon periods. Macaulay duration {@code Σ
 * tᵢ/f·PVᵢ / P}; modified {@code Macaulay/(1 + y/f)}; convexity {@code Σ tᵢ(tᵢ + 1)/f²·PVᵢ / (P·(1 + y/f)²)}.
 * <p><b>Numbers.</b> The yield is Newton's in {@code u = ln(1 + y/f)}: the price is convex and falls in it, so that after
 * one step the iterates rise to the only root; to a few units in the last place of {@code 1 + y/f}.
 * <p><b>Source.</b> SIFMA Standard Securities Calculation Methods; UK DMO, Formulae for Calculating Gilt Prices from
 * Yields; F. Fabozzi, Bond Markets, Analysis and Strategies, chapter 4.
 *
 * @param flows          at least one, amounts positive
 * @param periodsPerYear {@code f}
 */
record CompoundYield(List<BondFlow> flows, int periodsPerYear) implements YieldRule {
    private static final int MOST_STEPS = 1000;
    private static final double CLOSE = 1e-16;

    @Override
    public double price(double yield) {
        if (!(yield > -periodsPerYear)) return Double.NaN;
        return discounted(StrictMath.log1p(yield / periodsPerYear), flow -> 1);
    }

    @Override
    public Statistic yield(double price) {
        double u = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double slope = discounted(u, BondFlow::periods);
            double change = (discounted(u, flow -> 1) - price) / slope;
            if (!Double.isFinite(change)) break;
            u += change;
            if (Math.abs(change) <= CLOSE * Math.max(1, Math.abs(u))) break;
        }
        double found = periodsPerYear * StrictMath.expm1(u);
        boolean solved = Math.abs(price(found) - price) <= 1e-9 * price;
        return solved ? YieldRule.finite(found) : Statistic.undefined(Undefined.RATE_OUT_OF_RANGE);
    }

    @Override
    public double modifiedDuration(double yield) {
        return macaulay(yield) / growth(yield);
    }

    @Override
    public double convexity(double yield) {
        double u = StrictMath.log1p(yield / periodsPerYear);
        double weighted = discounted(u, flow -> flow.periods() * (flow.periods() + 1)) / discounted(u, flow -> 1);
        double periods = periodsPerYear * growth(yield);
        return weighted / (periods * periods);
    }

    @Override
    public Statistic macaulayDuration(double yield) {
        return YieldRule.finite(macaulay(yield));
    }

    private double macaulay(double yield) {
        double u = StrictMath.log1p(yield / periodsPerYear);
        return discounted(u, BondFlow::periods) / discounted(u, flow -> 1) / periodsPerYear;
    }

    private double growth(double yield) {
        return 1 + yield / periodsPerYear;
    }

    private double discounted(double u, ToDoubleFunction<BondFlow> weight) {
        return Sums.of(flows.size(), i -> {
            BondFlow flow = flows.get(i);
            return weight.applyAsDouble(flow) * flow.amount() * StrictMath.exp(-u * flow.periods());
        });
    }
}
