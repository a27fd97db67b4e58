package dev.truemark.core.bond;

import java.time.LocalDate;

/**
 * What a bond still pays on one date, per 100 face.
 *
 * @param date        unadjusted coupon date or maturity
 * @param paymentDate the business day on which it is paid; {@code date} where no calendar is known
 * @param periods     coupon periods from settlement, with fractions, over which it is discounted
 */
public record BondFlow(LocalDate date, LocalDate paymentDate, double periods, double coupon, double redemption) {
    public double amount() {
        return coupon + redemption;
    }
}
