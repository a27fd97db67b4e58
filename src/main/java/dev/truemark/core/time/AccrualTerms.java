package dev.truemark.core.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What some day counts must know of the bond whose interest they count.
 *
 * @param maturity  last coupon date, from which the others are counted back
 * @param frequency coupons a year
 */
public record AccrualTerms(Optional<LocalDate> maturity, OptionalInt frequency) {
    /** Nothing is known. */
    public static final AccrualTerms NONE = new AccrualTerms(Optional.empty(), OptionalInt.empty());

    public static AccrualTerms of(LocalDate maturity, int frequency) {
        return new AccrualTerms(Optional.of(maturity), OptionalInt.of(frequency));
    }

    /** Whether coupons are known not to be paid at the ends of months. */
    boolean paysWithinMonths() {
        return maturity.filter(date -> !isMonthEnd(date)).isPresent();
    }

    static boolean isMonthEnd(LocalDate date) {
        return date.equals(YearMonth.from(date).atEndOfMonth());
    }
}
