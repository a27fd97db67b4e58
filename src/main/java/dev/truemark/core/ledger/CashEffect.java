package dev.truemark.core.ledger;

import java.math.BigDecimal;
import java.util.List;

/**
 * A change of one currency's cash balance (DEFINITIONS 12).
 *
 * @param amount signed: money in is positive
 */
public record CashEffect(String currency, BigDecimal amount) {

    /** What {@code t} does to cash when it is booked, whatever the books hold; empty where that is nothing. */
    static List<CashEffect> of(Transaction t) {
        BigDecimal amount = switch (t.type()) {
            case BUY, BUY_TO_COVER ->
                t.gross().add(t.charges()).add(t.accruedInterest()).negate();
            case SELL, SELL_SHORT -> t.gross().subtract(t.charges()).add(t.accruedInterest());
            case DIVIDEND, INTEREST, RETURN_OF_CAPITAL ->
                t.gross().subtract(t.withholdingTax()).subtract(t.charges());
            case DEPOSIT -> t.gross().subtract(t.charges());
            case FEE, TAX, WITHDRAWAL -> t.gross().add(t.charges()).negate();
            case SPLIT -> BigDecimal.ZERO;
            case TRANSFER_IN,
                    TRANSFER_OUT,
                    FX_CONVERSION,
                    STOCK_DIVIDEND,
                    SPIN_OFF,
                    MERGER,
                    RIGHTS_ISSUE,
                    REDEMPTION,
                    AMORTIZATION,
                    ADJUSTMENT -> BigDecimal.ZERO;
        };
        return amount.signum() == 0 ? List.of() : List.of(new CashEffect(t.currency(), amount));
    }
}
