package dev.truemark.core.bond;

import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.Quotation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one unit of an instrument is worth at a price.
 *
 * <p><b>Definition.</b> Of a bond {@code factor · (clean + accrued)/100} per unit of face (DEFINITIONS 21), settled on the
 * day of the valuation; of anything else the price itself. <b>Unit.</b> Currency of the price. <b>Numbers.</b> Exact, but
 * for the accrued interest, which is rounded once, per 100 face, to 18 decimals HALF_EVEN.
 *
 * @param quoted  the price per 100 face, clean or dirty as it is quoted
 * @param accrued per 100 face, where the quoted price leaves it out; zero where it does not
 * @param factor  part of the face that is outstanding, times the index ratio of a linked bond
 */
public record FaceValue(BigDecimal quoted, BigDecimal accrued, BigDecimal factor) {

    /** Empty where the terms do not say what has accrued, or the date is not within the life of the bond. */
    public static Optional<FaceValue> of(Quotation.OfFace quotation, BigDecimal price, LocalDate date) {
        BigDecimal quoted = quotation.isPercent() ? price : price.movePointRight(2);
        Optional<BigDecimal> accrued = quotation.isClean()
                ? quotation.terms().flatMap(terms -> accrued(terms, date))
                : Optional.of(BigDecimal.ZERO);
        return accrued.map(interest -> new FaceValue(quoted, interest, quotation.factorOn(date)));
    }

    /** The value of one unit at {@code price} on {@code date}; empty where it cannot be told. */
    public static Optional<BigDecimal> perUnit(Quotation quotation, BigDecimal price, LocalDate date) {
        return switch (quotation) {
            case Quotation.PerUnit unit -> Optional.of(price);
            case Quotation.Unknown unknown -> Optional.empty();
            case Quotation.OfFace face -> of(face, price, date).map(FaceValue::perUnit);
        };
    }

    /** Of one unit of face. */
    public BigDecimal perUnit() {
        return factor.multiply(quoted.add(accrued)).movePointLeft(2);
    }

    private static Optional<BigDecimal> accrued(BondTerms terms, LocalDate date) {
        try {
            return Optional.of(BondFigures.accrued(terms, date));
        } catch (IllegalArgumentException outsideItsLife) {
            return Optional.empty();
        }
    }
}
