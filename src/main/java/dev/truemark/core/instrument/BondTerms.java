package dev.truemark.core.instrument;

import dev.truemark.core.time.AccrualTerms;
import dev.truemark.core.time.BusinessCalendar;
import dev.truemark.core.time.CouponDates;
import dev.truemark.core.time.DayCount;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The terms of a bond with fixed coupons, or with none.
 *
 * @param maturity      date of the redemption and, unadjusted, of the last coupon
 * @param issue         date from which interest accrues; without it every period counts as a regular one
 * @param firstCoupon   where it is not the first regular date after the issue: a long first period
 * @param couponRate    a year, as a decimal: 0.05 is 5 %
 * @param frequency     coupons a year; 0 where there is none
 * @param exCouponDays  days before a coupon date after which a buyer no longer gets the coupon: business days where there
 *                      is a calendar, calendar days otherwise; 0 for none
 * @param redemption    paid at maturity per 100 face
 * @param calendar      of the business days on which is paid
 */
public record BondTerms(
        LocalDate maturity,
        Optional<LocalDate> issue,
        Optional<LocalDate> firstCoupon,
        double couponRate,
        int frequency,
        DayCount dayCount,
        YieldConvention yieldConvention,
        int exCouponDays,
        double redemption,
        Optional<BusinessCalendar> calendar) {

    public BondTerms {
        if (frequency != 0 && !CouponDates.FREQUENCIES.contains(frequency)) {
            throw new IllegalArgumentException("no such frequency: " + frequency);
        }
        if (frequency == 0 && couponRate != 0) throw new IllegalArgumentException("a coupon needs a frequency");
        if (!(couponRate >= 0) || !(redemption > 0)) {
            throw new IllegalArgumentException("a coupon is not negative, a redemption is positive");
        }
        if (exCouponDays < 0) throw new IllegalArgumentException("days are not negative: " + exCouponDays);
        if (issue.isPresent() && !issue.get().isBefore(maturity)) {
            throw new IllegalArgumentException("issue must be before maturity");
        }
        firstCoupon.ifPresent(date -> checkFirst(date, maturity, issue, frequency));
    }

    private static void checkFirst(LocalDate first, LocalDate maturity, Optional<LocalDate> issue, int frequency) {
        if (first.isAfter(maturity)
                || issue.filter(date -> !date.isBefore(first)).isPresent()) {
            throw new IllegalArgumentException("the first coupon is after the issue and not after the maturity");
        }
        if (frequency == 0 || !new CouponDates(maturity, frequency).has(first)) {
            throw new IllegalArgumentException("the first coupon is a whole number of periods before the maturity");
        }
    }

    /** Coupons a year, or how often the yield of a bond without coupons is compounded. */
    public int periodsPerYear() {
        return frequency > 0 ? frequency : yieldConvention.periodsPerYearWithoutCoupons();
    }

    public CouponDates dates() {
        return new CouponDates(maturity, periodsPerYear());
    }

    public AccrualTerms accrual() {
        return AccrualTerms.of(maturity, periodsPerYear());
    }
}
