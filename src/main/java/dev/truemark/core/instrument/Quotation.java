package dev.truemark.core.instrument;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a price of an instrument is a price of (DEFINITIONS 21): data of the instrument, like its other terms. */
public sealed interface Quotation {
    /** Money for one unit: shares, funds, and whatever is no bond. */
    Quotation UNIT = new PerUnit();
    /** Nobody told what a price means, so nothing can be valued by it. */
    Quotation UNKNOWN = new Unknown();

    record PerUnit() implements Quotation {}

    record Unknown() implements Quotation {}

    /**
     * Of a bond, whose quantity is face.
     *
     * @param isClean   whether accrued interest is not in the price
     * @param isPercent per 100 face; otherwise per 1 of face
     * @param factors   by date: the part of the face that is outstanding from then on
     * @param terms     by which interest accrues; empty where they are not all told
     */
    record OfFace(boolean isClean, boolean isPercent, List<Factor> factors, Optional<BondTerms> terms)
            implements Quotation {
        public OfFace {
            factors = List.copyOf(factors);
            for (int i = 1; i < factors.size(); i++) {
                if (!factors.get(i - 1).from().isBefore(factors.get(i).from())) {
                    throw new IllegalArgumentException("factors are by date, one of each");
                }
            }
        }

        /** The part of the face that is outstanding at the end of {@code date}; all of it before the first is told. */
        public BigDecimal factorOn(LocalDate date) {
            BigDecimal factor = BigDecimal.ONE;
            for (Factor each : factors) {
                if (each.from().isAfter(date)) break;
                factor = each.factor();
            }
            return factor;
        }
    }

    /** @param factor from 0 to 1 of the face, from {@code from} on */
    record Factor(LocalDate from, BigDecimal factor) {
        public Factor {
            if (factor.signum() < 0 || factor.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("a factor is from 0 to 1: " + factor);
            }
        }
    }
}
