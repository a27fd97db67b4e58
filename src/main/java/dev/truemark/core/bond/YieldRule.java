package dev.truemark.core.bond;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.YieldConvention;
import java.time.LocalDate;

/**
 * Dirty price per 100 face as a function of yield, its inverse, and what follows from its derivatives.
 *
 * <p><b>Unit.</b> Yield a year as a decimal; durations in years, convexity in years². <b>Definition.</b> Modified duration
 * {@code −P′/P}, convexity {@code P″/P}, both by yield.
 */
sealed interface YieldRule permits CompoundYield, SimpleLastYield, JapaneseYield {
    /** NaN where the yield is so low that the rule has no price. */
    double price(double yield);

    Statistic yield(double price);

    double modifiedDuration(double yield);

    double convexity(double yield);

    Statistic macaulayDuration(double yield);

    /** The rule that the bond's market uses at settlement. */
    static YieldRule of(BondTerms bond, LocalDate settlement, Outstanding outstanding) {
        YieldConvention convention = bond.yieldConvention();
        if (convention == YieldConvention.JP_SIMPLE)
            return JapaneseYield.of(bond, settlement, outstanding.accrued().doubleValue());
        boolean isSimple = convention == YieldConvention.US_STREET || convention == YieldConvention.DE_BONDS;
        return isSimple && outstanding.isInLastPeriod()
                ? SimpleLastYield.of(bond, outstanding)
                : new CompoundYield(outstanding.flows(), bond.periodsPerYear());
    }

    /** The value, unless it is beyond what a double can tell. */
    static Statistic finite(double value) {
        return Double.isFinite(value) ? Statistic.of(value) : Statistic.undefined(Undefined.RATE_OUT_OF_RANGE);
    }
}
