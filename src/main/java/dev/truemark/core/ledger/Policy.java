package dev.truemark.core.ledger;

/** How a portfolio is booked (DEFINITIONS 7 to 12). A policy is a fact: changing it is dated and re-books. */
public record Policy(
        CostMethod costMethod,
        Oversell oversell,
        DividendTreatment dividendTreatment,
        CashTracking cashTracking,
        boolean feesInCost) {
    public static final Policy DEFAULT =
            new Policy(CostMethod.FIFO, Oversell.REJECT, DividendTreatment.INCOME, CashTracking.AUTO, true);

    /** The same with another cost method. */
    public Policy with(CostMethod method) {
        return method == costMethod ? this : new Policy(method, oversell, dividendTreatment, cashTracking, feesInCost);
    }

    /** Whether books under both are the same. */
    boolean booksAs(Policy other) {
        return costMethod == other.costMethod
                && oversell == other.oversell
                && dividendTreatment == other.dividendTreatment
                && feesInCost == other.feesInCost;
    }

    /**
     * Whether cash is kept (DEFINITIONS 12).
     *
     * @param knowsCashFlows whether any current transaction of the portfolio {@link Transaction#isCashFlow is a cash flow}
     */
    public boolean tracksCash(boolean knowsCashFlows) {
        return switch (cashTracking) {
            case TRACKED -> true;
            case IMPLIED -> false;
            case AUTO -> knowsCashFlows;
        };
    }

    /** Which lots a sale takes (DEFINITIONS 8); {@code SPECIFIC} takes the oldest where the sale names none. */
    public enum CostMethod {
        FIFO,
        LIFO,
        HIFO,
        LOFO,
        AVERAGE,
        SPECIFIC
    }

    /** What becomes of a sale of more than is held (DEFINITIONS 9). */
    public enum Oversell {
        REJECT,
        ALLOW_SHORT
    }

    /** Whether a dividend is income or lowers cost (DEFINITIONS 10). */
    public enum DividendTreatment {
        INCOME,
        REDUCE_COST
    }

    /** Whether cash is kept or every trade's cash is an external flow (DEFINITIONS 12). */
    public enum CashTracking {
        TRACKED,
        IMPLIED,
        AUTO
    }
}
