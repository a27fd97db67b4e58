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
     * @param factors   by date: what the face is multiplied by from then on
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

        /** The factor at the end of {@code date}; 1 before the first that was told. */
        public BigDecimal factorOn(LocalDate date) {
            BigDecimal factor = BigDecimal.ONE;
            for (Factor each : factors) {
                if (each.from().isAfter(date)) break;
                factor = each.factor();
            }
            return factor;
        }
    }

    /**
     * What a unit of face stands for.
     *
     * @param factor from {@code from} on: the part that is not paid back, or the index ratio of a linked bond, or their
     *               product; from 0 to {@link #MOST}
     */
    record Factor(LocalDate from, BigDecimal factor) {
        public static final BigDecimal MOST = BigDecimal.valueOf(1000);

        public Factor {
            if (factor.signum() < 0 || factor.compareTo(MOST) > 0) {
                throw new IllegalArgumentException("a factor is from 0 to " + MOST + ": " + factor);
            }
        }
    }
}
