package dev.truemark.core.bond;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.instrument.BondTerms;
import java.time.LocalDate;

/**
 * The simple yield of Japanese government bonds.
 *
 * <p><b>Definition.</b> Clean price {@code (R + C·T)/(1 + y·T)}: {@code R} the redemption and {@code C} the coupon of a
 * year per 100 face, {@code T} the years to maturity by the bond's day count. Accrued does not depend on the yield, so the
 * derivatives of the dirty price are those of the clean one. Nothing is compounded, and there is no Macaulay duration.
 * <p><b>Source.</b> Ministry of Finance of Japan, formula of the simple yield; as OpenGamma Strata, JP_SIMPLE.
 *
 * @param numerator {@code R + C·T}
 * @param years     {@code T}
 */
record JapaneseYield(double numerator, double years, double accrued) implements YieldRule {
    private static final double FACE = 100;

    static JapaneseYield of(BondTerms bond, LocalDate settlement, double accrued) {
        double years = bond.dayCount()
                .between(settlement, bond.maturity(), bond.accrual())
                .years();
        return new JapaneseYield(bond.redemption() + FACE * bond.couponRate() * years, years, accrued);
    }

    @Override
    public double price(double yield) {
        double growth = growth(yield);
        return growth > 0 ? numerator / growth + accrued : Double.NaN;
    }

    @Override
    public Statistic yield(double price) {
        double clean = price - accrued;
        return clean > 0
                ? YieldRule.finite((numerator / clean - 1) / years)
                : Statistic.undefined(Undefined.RATE_OUT_OF_RANGE);
    }

    @Override
    public double modifiedDuration(double yield) {
        double growth = growth(yield);
        return numerator * years / (growth * growth) / price(yield);
    }

    @Override
    public double convexity(double yield) {
        return 2 * years / growth(yield) * modifiedDuration(yield);
    }

    @Override
    public Statistic macaulayDuration(double yield) {
        return Statistic.undefined(Undefined.SIMPLE_YIELD);
    }

    private double growth(double yield) {
        return 1 + yield * years;
    }
}
