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

    public TransactionKey key() {
        return order.key();
    }
}
