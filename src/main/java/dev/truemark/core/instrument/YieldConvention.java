package dev.truemark.core.instrument;

/** How a market relates the price of a bond to its yield (DEFINITIONS 21). The names are part of the interface. */
public enum YieldConvention {
    /** US street: compounded with the coupons; simple in the last coupon period. */
    US_STREET(2),
    /** UK Debt Management Office: compounded with the coupons to the end. */
    UK_DMO(2),
    /** German bonds: as US street, usually with one coupon a year. */
    DE_BONDS(1),
    /** Japanese simple yield: income and the gain to redemption spread over the time left, over the clean price. */
    JP_SIMPLE(2),
    /** Compounded with the coupons, each counted to the business day on which it is paid. */
    TRUE(1);

    private final int periodsPerYear;

    YieldConvention(int periodsPerYear) {
        this.periodsPerYear = periodsPerYear;
    }

    /** How often a year the yield of a bond without coupons is compounded. */
    public int periodsPerYearWithoutCoupons() {
        return periodsPerYear;
    }
}
