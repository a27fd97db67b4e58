package dev.truemark.core.ledger;

import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;

/**
 * One transaction as believed, ready to be booked: amounts in {@code currency}, positive as quoted; the type gives the
 * sign.
 *
 * @param order           where it stands in the portfolio's total order; names its key and trade date
 * @param securityId      the security it moves, resolved; empty when it moves cash only
 * @param quantity        units, zero where the type has none
 * @param gross           {@code quantity · price}, or the amount of a cash movement, in {@code currency}
 * @param fees            charged on top of a buy, deducted from a sale
 * @param taxes           transaction taxes, treated as fees
 * @param withholdingTax  kept back from income
 * @param accruedInterest bought or sold with a bond; never cost (DEFINITIONS 7)
 * @param ratio           units after per unit before, of a split; one elsewhere
 * @param toBase          from {@code currency} to the portfolio's base currency at the trade, or unknown
 */
public record Transaction(
        OrderKey order,
        int revision,
        TransactionType type,
        String securityId,
        String currency,
        BigDecimal quantity,
        BigDecimal gross,
        BigDecimal fees,
        BigDecimal taxes,
        BigDecimal withholdingTax,
        BigDecimal accruedInterest,
        BigDecimal ratio,
        Conversion toBase) {

    /** @throws IllegalArgumentException if the ratio is not positive, or units are negative or missing from a trade */
    public Transaction {
        if (ratio.signum() <= 0) throw new IllegalArgumentException("a ratio is positive: " + ratio);
        if (quantity.signum() < 0 || (quantity.signum() == 0 && type.isTrade())) {
            throw new IllegalArgumentException("units of a " + type + " are positive: " + quantity);
        }
    }

    public TransactionKey key() {
        return order.key();
    }

    /** Whether it says that the portfolio keeps cash: a deposit, withdrawal, cash transfer or conversion. */
    public boolean isCashFlow() {
        return switch (type) {
            case DEPOSIT, WITHDRAWAL, FX_CONVERSION -> true;
            case TRANSFER_IN, TRANSFER_OUT -> securityId.isEmpty();
            case BUY,
                    SELL,
                    SELL_SHORT,
                    BUY_TO_COVER,
                    DIVIDEND,
                    INTEREST,
                    FEE,
                    TAX,
                    SPLIT,
                    STOCK_DIVIDEND,
                    SPIN_OFF,
                    MERGER,
                    RIGHTS_ISSUE,
                    RETURN_OF_CAPITAL,
                    REDEMPTION,
                    AMORTIZATION,
                    ADJUSTMENT -> false;
        };
    }

    /** Fees and taxes. */
    BigDecimal charges() {
        return fees.add(taxes);
    }
}
