package dev.truemark.bond;

import dev.truemark.core.bond.BondFigures;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ingest.format.BondForm;
import dev.truemark.ledger.InstrumentLabel;
import dev.truemark.market.Instrument;
import java.time.LocalDate;
import java.util.Optional;

/** How the value of a bond that is held moves with its yield: in years and years². */
public record RateSensitivity(Statistic modifiedDuration, Statistic convexity) {

    /** Empty of what was told without the terms of a bond; undefined figures where they cannot be computed. */
    public static Optional<RateSensitivity> of(PositionValue position, Instrument instrument, LocalDate asOf) {
        return instrument.terms().filter(BondForm::isTold).map(terms -> {
            HeldBond held = HeldBond.of(position, InstrumentLabel.NONE, terms, asOf);
            return new RateSensitivity(held.figure(BondFigures::modifiedDuration), held.figure(BondFigures::convexity));
        });
    }
}
