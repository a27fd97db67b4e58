package dev.truemark.bond;

import dev.truemark.core.bond.BondFigures;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ledger.InstrumentLabel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * A bond that a portfolio holds, at its price.
 *
 * @param figures   per 100 face, or why there are none
 * @param valueBase {@code face · factor · (clean + accrued)/100} in base currency
 */
record HeldBond(
        PositionValue position,
        InstrumentLabel label,
        Optional<BondFigures> figures,
        Optional<Undefined> why,
        Statistic valueBase) {

    /** Settled on the day of the books; a price in another currency than the position's has no figures. */
    static HeldBond of(PositionValue position, InstrumentLabel label, String terms, LocalDate asOf) {
        Optional<InstrumentTerms> told = InstrumentTerms.read(terms);
        if (told.isEmpty()) return none(position, label, Undefined.TERMS_UNKNOWN);
        BondTerms bond = told.get().bond();
        boolean lives = asOf.isBefore(bond.maturity())
                && bond.issue().filter(asOf::isBefore).isEmpty();
        if (!lives) return none(position, label, Undefined.OUTSIDE_LIFE);
        boolean priced = position.price()
                .filter(price -> price.currency().equals(position.holding().currency()))
                .isPresent();
        if (!priced) return none(position, label, Undefined.VALUE_UNKNOWN);
        Optional<BondFigures> figures;
        try {
            figures = BondFigures.of(
                    told.get().bond(),
                    asOf,
                    told.get().quote(position.price().get().price()));
        } catch (IllegalArgumentException unfit) {
            return none(position, label, Undefined.TERMS_UNKNOWN);
        }
        if (figures.isEmpty()) return none(position, label, Undefined.RATE_OUT_OF_RANGE);
        double local =
                told.get().valueOf(position.holding().quantity(), figures.get().dirtyPrice());
        BaseAmount base = position.rate().conversion().apply(BigDecimal.valueOf(local));
        Statistic value = base.value()
                .map(amount -> Statistic.of(amount.doubleValue()))
                .orElse(Statistic.undefined(Undefined.VALUE_UNKNOWN));
        return new HeldBond(position, label, figures, Optional.empty(), value);
    }

    private static HeldBond none(PositionValue position, InstrumentLabel label, Undefined why) {
        return new HeldBond(position, label, Optional.empty(), Optional.of(why), Statistic.undefined(why));
    }

    /** A figure, or why it is undefined. */
    Statistic figure(Function<BondFigures, Statistic> of) {
        return figures.map(of).orElseGet(() -> Statistic.undefined(why.orElseThrow()));
    }
}
