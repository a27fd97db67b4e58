package dev.truemark.core.day;

import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;

/**
 * What a change of cash was for, in the currency of the transaction; each is signed as it changes the cash. The parts of a
 * change sum to it; a conversion has no more than its charges, since its legs are no gain.
 *
 * @param income    dividends and interest, gross
 * @param fees      of dealing and of keeping
 * @param taxes     withheld ones among them
 * @param other     adjustments of cash
 * @param principal what was paid for a position, negative, or received for it; accrued interest dealt with a bond is in it,
 *                  as it is in the value of the bond
 */
public record CashParts(BigDecimal income, BigDecimal fees, BigDecimal taxes, BigDecimal other, BigDecimal principal) {
    private static final CashParts NONE =
            new CashParts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /**
     * What was told of charges, none of them negative.
     *
     * @param withheld tax kept back from income
     */
    public record Charges(BigDecimal fees, BigDecimal taxes, BigDecimal withheld) {
        BigDecimal all() {
            return taxes.add(withheld);
        }
    }

    /** @param cash what was booked, signed; of money that comes from outside or goes there nothing is a gain */
    public static CashParts of(TransactionType type, boolean ofSecurity, BigDecimal cash, Charges told) {
        BigDecimal fees = told.fees().negate();
        BigDecimal taxes = told.all().negate();
        return switch (type) {
            case DIVIDEND, INTEREST -> paid(cash.subtract(fees).subtract(taxes), fees, taxes);
            case FEE -> paid(BigDecimal.ZERO, cash.subtract(taxes), taxes);
            case TAX -> paid(BigDecimal.ZERO, fees, cash.subtract(fees));
            case FX_CONVERSION -> paid(BigDecimal.ZERO, fees, taxes);
            case DEPOSIT, WITHDRAWAL -> NONE;
            case TRANSFER_IN, TRANSFER_OUT -> ofSecurity ? dealt(cash, fees, taxes) : NONE;
            case ADJUSTMENT -> ofSecurity ? dealt(cash, BigDecimal.ZERO, BigDecimal.ZERO) : ofCash(cash);
            case BUY,
                    SELL,
                    SELL_SHORT,
                    BUY_TO_COVER,
                    SPLIT,
                    STOCK_DIVIDEND,
                    SPIN_OFF,
                    MERGER,
                    RIGHTS_ISSUE,
                    RETURN_OF_CAPITAL,
                    REDEMPTION,
                    AMORTIZATION -> ofSecurity ? dealt(cash, fees, taxes) : ofCash(cash);
        };
    }

    private static CashParts paid(BigDecimal income, BigDecimal fees, BigDecimal taxes) {
        return new CashParts(income, fees, taxes, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static CashParts ofCash(BigDecimal cash) {
        return new CashParts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, cash, BigDecimal.ZERO);
    }

    private static CashParts dealt(BigDecimal cash, BigDecimal fees, BigDecimal taxes) {
        return new CashParts(
                BigDecimal.ZERO,
                fees,
                taxes,
                BigDecimal.ZERO,
                cash.subtract(fees).subtract(taxes));
    }
}
