package dev.truemark.core.ledger;

/** Every kind of transaction that the contract names; what each does stands in {@link Effect}. */
public enum TransactionType {
    BUY,
    SELL,
    SELL_SHORT,
    BUY_TO_COVER,
    DIVIDEND,
    INTEREST,
    FEE,
    TAX,
    DEPOSIT,
    WITHDRAWAL,
    TRANSFER_IN,
    TRANSFER_OUT,
    FX_CONVERSION,
    SPLIT,
    STOCK_DIVIDEND,
    SPIN_OFF,
    MERGER,
    RIGHTS_ISSUE,
    RETURN_OF_CAPITAL,
    REDEMPTION,
    AMORTIZATION,
    ADJUSTMENT;

    /** Changes units and cost, and needs no rate unless money moves too. */
    boolean isOfUnits() {
        return switch (this) {
            case SPLIT, STOCK_DIVIDEND, SPIN_OFF, MERGER, RIGHTS_ISSUE, TRANSFER_IN, TRANSFER_OUT, ADJUSTMENT -> true;
            default -> false;
        };
    }

    /** Buys or sells units for money. */
    public boolean isTrade() {
        return this == BUY || this == SELL || this == SELL_SHORT || this == BUY_TO_COVER;
    }
}
