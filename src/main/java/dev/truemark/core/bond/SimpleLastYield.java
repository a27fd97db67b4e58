package dev.truemark.core.bond;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.YieldConvention;

/**
 * The last coupon period in the US street and German conventions: simple interest to the maturity.
 *
 * <p><b>Definition.</b> {@code P = C/(1 + τ·y)}, {@code C} all that is still paid and {@code τ = w/f} years; modified
 * duration {@code τ/(1 + τ·y)}, convexity {@code 2·τ²/(1 + τ·y)²}. Macaulay duration is the time {@code τ} itself in the
 * US convention and {@code modified·(1 + y/f)} in the German one, as OpenGamma Strata has them.
 * <p><b>Source.</b> SIFMA Standard Securities Calculation Methods; OpenGamma, Bond Pricing, Quantitative Research 2012.
 *
 * @param total          {@code C}, per 100 face
 * @param years          {@code τ}
 * @param isTimeWeighted whether Macaulay duration is the time to the payment
 */
record SimpleLastYield(double total, double years, int periodsPerYear, boolean isTimeWeighted) implements YieldRule {

    static SimpleLastYield of(BondTerms bond, Outstanding outstanding) {
        double total =
                outstanding.flows().stream().mapToDouble(BondFlow::amount).sum();
        double years = outstanding.periodsToNext() / bond.periodsPerYear();
        return new SimpleLastYield(
                total, years, bond.periodsPerYear(), bond.yieldConvention() == YieldConvention.US_STREET);
    }

    @Override
    public double price(double yield) {
        double growth = growth(yield);
        return growth > 0 ? total / growth : Double.NaN;
    }

    @Override
    public Statistic yield(double price) {
        return YieldRule.finite((total / price - 1) / years);
    }

    @Override
    public double modifiedDuration(double yield) {
        return years / growth(yield);
    }

    @Override
    public double convexity(double yield) {
        double duration = modifiedDuration(yield);
        return 2 * duration * duration;
    }

    @Override
    public Statistic macaulayDuration(double yield) {
        return YieldRule.finite(isTimeWeighted ? years : modifiedDuration(yield) * (1 + yield / periodsPerYear));
    }

    private double growth(double yield) {
        return 1 + years * yield;
    }
}
