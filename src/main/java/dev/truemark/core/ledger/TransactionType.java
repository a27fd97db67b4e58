package dev.truemark.core.ledger;

/** Every kind of transaction that the contract names; what each does is decided in {@link PositionLedger} and {@link CashEffect}. */
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

    /** Buys or sells units for money. */
    public boolean isTrade() {
        return this == BUY || this == SELL || this == SELL_SHORT || this == BUY_TO_COVER;
    }
}
