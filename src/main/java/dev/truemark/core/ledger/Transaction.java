package dev.truemark.core.ledger;

import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One transaction as believed, ready to be booked: amounts in {@code currency}, positive as quoted; the type gives the
 * sign.
 *
 * @param order           where it stands in the portfolio's total order; names its key and trade date
 * @param securityId      the security it moves, resolved; empty when it moves cash only
 * @param quantity        units, zero where the type has none; negative only in an adjustment; of a conversion the amount
 *                        bought
 * @param gross           {@code quantity · price}, or the amount of a cash movement, in {@code currency}; of a conversion
 *                        the amount sold
 * @param fees            charged on top of a buy, deducted from a sale
 * @param taxes           transaction taxes, treated as fees
 * @param withholdingTax  kept back from income
 * @param accruedInterest bought or sold with a bond; never cost (DEFINITIONS 7)
 * @param terms           what only some types say: ratio, target, lots
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
        Terms terms,
        Conversion toBase) {

    /** @throws IllegalArgumentException if units are negative, other than of an adjustment, or missing from a trade */
    public Transaction {
        boolean negative = quantity.signum() < 0 && type != TransactionType.ADJUSTMENT;
        if (negative || (quantity.signum() == 0 && type.isTrade())) {
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
            default -> false;
        };
    }

    /** The other security that it moves lots to, if it has one. */
    public Optional<String> target() {
        String target = terms.targetSecurityId();
        boolean none = target.isEmpty() || target.equals(securityId) || !PositionLedger.mayHaveTarget(type);
        return none ? Optional.empty() : Optional.of(target);
    }

    /** The same by other terms. */
    public Transaction with(Terms other) {
        return new Transaction(
                order,
                revision,
                type,
                securityId,
                currency,
                quantity,
                gross,
                fees,
                taxes,
                withholdingTax,
                accruedInterest,
                other,
                toBase);
    }

    /** Units after a split per unit before; one where none was told. */
    BigDecimal ratio() {
        return terms.ratio().orElse(BigDecimal.ONE);
    }

    boolean hasSecurity() {
        return !securityId.isEmpty();
    }

    /**
     * What units cost that come without lots: the amount told, else what they were worth by the price that was found (DEFINITIONS
     * 11); zero where neither is known.
     */
    BigDecimal arrivalCost() {
        return gross.signum() != 0
                ? gross
                : terms.foundPrice().map(quantity::multiply).orElse(BigDecimal.ZERO);
    }

    /** Fees and taxes. */
    BigDecimal charges() {
        return fees.add(taxes);
    }
}
