package dev.truemark.core.bond;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.instrument.BondTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A bond at a price or a yield (DEFINITIONS 21). Which yield rule holds is the market's; accrued interest and cash flows
 * do not depend on it.
 *
 * <p><b>Unit.</b> Prices, accrued and DV01 per 100 face; yield a year as a decimal; durations in years, convexity in
 * years², not divided by 100. DV01 is {@code modified·dirty/10 000}, what one basis point costs.
 * <p><b>Numbers.</b> double; price to yield and back to 1e-10 or better.
 *
 * @param flows what is still paid, by date
 */
public record BondFigures(
        double cleanPrice,
        double dirtyPrice,
        double accrued,
        Statistic yield,
        Statistic macaulayDuration,
        Statistic modifiedDuration,
        Statistic convexity,
        Statistic dv01,
        List<BondFlow> flows) {
    private static final double BASIS_POINT = 1e-4;

    public BondFigures {
        flows = List.copyOf(flows);
    }

    /**
     * The figures at settlement, which is before the maturity and not before the issue; empty where the quote has no
     * positive dirty price.
     *
     * @throws IllegalArgumentException if settlement is not within the life of the bond
     */
    public static Optional<BondFigures> of(BondTerms bond, LocalDate settlement, BondQuote quote) {
        checkSettlement(bond, settlement);
        Outstanding outstanding = Outstanding.of(bond, settlement);
        YieldRule rule = YieldRule.of(bond, settlement, outstanding);
        double accrued = outstanding.accrued().doubleValue();
        double dirty = switch (quote) {
            case BondQuote.CleanPrice clean -> clean.price() + accrued;
            case BondQuote.DirtyPrice paid -> paid.price();
            case BondQuote.Yield given -> rule.price(given.yield());
        };
        if (!(dirty > 0) || !Double.isFinite(dirty)) return Optional.empty();
        double clean = quote instanceof BondQuote.CleanPrice given ? given.price() : dirty - accrued;
        Statistic yield = quote instanceof BondQuote.Yield given ? Statistic.of(given.yield()) : rule.yield(dirty);
        Statistic modified = at(yield, rule::modifiedDuration);
        return Optional.of(new BondFigures(
                clean,
                dirty,
                accrued,
                yield,
                yield.then(rule::macaulayDuration),
                modified,
                at(yield, rule::convexity),
                modified.map(duration -> duration * dirty * BASIS_POINT),
                outstanding.flows()));
    }

    /** Accrued interest per 100 face at settlement, to 18 decimals; negative after the ex-coupon date. */
    public static BigDecimal accrued(BondTerms bond, LocalDate settlement) {
        checkSettlement(bond, settlement);
        return Outstanding.accrued(bond, settlement);
    }

    private static Statistic at(Statistic yield, DoubleUnaryOperator figure) {
        return yield.then(value -> YieldRule.finite(figure.applyAsDouble(value)));
    }

    private static void checkSettlement(BondTerms bond, LocalDate settlement) {
        boolean isAlive = settlement.isBefore(bond.maturity())
                && bond.issue().filter(settlement::isBefore).isEmpty();
        if (!isAlive) throw new IllegalArgumentException("settlement is outside the life of the bond: " + settlement);
        boolean startsBefore = bond.issue().isEmpty()
                && bond.firstCoupon().filter(settlement::isBefore).isPresent();
        if (startsBefore) throw new IllegalArgumentException("a first period needs the issue date");
    }
}
