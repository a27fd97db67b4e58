package dev.truemark.bond;

import dev.truemark.core.bond.BondFigures;
import dev.truemark.core.bond.BondQuote;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.market.Price;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ingest.format.BondForm;
import dev.truemark.ledger.InstrumentLabel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * A bond that a portfolio holds, at its price.
 *
 * @param figures   per 100 face, or why there are none
 * @param valueBase    of the valuation
 * @param accruedValue of all that is held, in the currency of the position; empty where {@code figures} are
 */
record HeldBond(
        PositionValue position,
        InstrumentLabel label,
        Optional<BondFigures> figures,
        Optional<Undefined> why,
        Statistic valueBase,
        Optional<BigDecimal> accruedValue) {

    /** Settled on the day of the valuation; a price in another currency than the position's has no figures. */
    static HeldBond of(PositionValue position, InstrumentLabel label, String terms, LocalDate day) {
        BondForm told = BondForm.of(terms);
        if (told.terms().isEmpty() || !(told.quotation() instanceof Quotation.OfFace quotation)) {
            return none(position, label, Undefined.TERMS_UNKNOWN);
        }
        BondTerms bond = told.terms().get();
        boolean lives = day.isBefore(bond.maturity())
                && bond.issue().filter(day::isBefore).isEmpty();
        if (!lives) return none(position, label, Undefined.OUTSIDE_LIFE);
        Optional<Price> price = position.price()
                .filter(each -> each.currency().equals(position.holding().currency()));
        if (price.isEmpty()) return none(position, label, Undefined.VALUE_UNKNOWN);
        Optional<BondFigures> figures;
        try {
            figures = BondFigures.of(bond, day, quote(quotation, price.get().price()));
        } catch (IllegalArgumentException unfit) {
            return none(position, label, Undefined.TERMS_UNKNOWN);
        }
        if (figures.isEmpty()) return none(position, label, Undefined.RATE_OUT_OF_RANGE);
        BigDecimal accrued = position.holding()
                .quantity()
                .multiply(quotation.factorOn(day))
                .multiply(BondFigures.accrued(bond, day))
                .movePointLeft(2);
        return new HeldBond(position, label, figures, Optional.empty(), valueBase(position), Optional.of(accrued));
    }

    private static BondQuote quote(Quotation.OfFace quotation, BigDecimal price) {
        BigDecimal perHundred = quotation.isPercent() ? price : price.movePointRight(2);
        return quotation.isClean()
                ? new BondQuote.CleanPrice(perHundred.doubleValue())
                : new BondQuote.DirtyPrice(perHundred.doubleValue());
    }

    private static Statistic valueBase(PositionValue position) {
        return position.marketValueBase()
                .value()
                .map(amount -> Statistic.of(amount.doubleValue()))
                .orElse(Statistic.undefined(Undefined.VALUE_UNKNOWN));
    }

    private static HeldBond none(PositionValue position, InstrumentLabel label, Undefined why) {
        return new HeldBond(
                position, label, Optional.empty(), Optional.of(why), Statistic.undefined(why), Optional.empty());
    }

    /** A figure, or why it is undefined. */
    Statistic figure(Function<BondFigures, Statistic> of) {
        return figures.map(of).orElseGet(() -> Statistic.undefined(why.orElseThrow()));
    }
}
