package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of one currency's cash balance (DEFINITIONS 12).
 *
 * @param amount signed: money in is positive; not zero
 * @param toBase from {@code currency} to the portfolio's base currency, as it is booked
 */
public record CashEffect(String currency, BigDecimal amount, Conversion toBase) {

    public BaseAmount amountBase() {
        return toBase.apply(amount);
    }

    /**
     * What {@code t} does to cash when it is booked on a long position, by {@link Effect}; empty where that is nothing. Of a
     * conversion, the bought leg is worth in base currency what is given for it, charges included, so converting realises
     * the gain of the currency sold and none of its own.
     */
    static List<CashEffect> of(Transaction t) {
        BigDecimal amount = Effect.of(t.type(), t.hasSecurity()).cash().amount(t);
        List<CashEffect> own = one(t, amount);
        if (t.type() != TransactionType.FX_CONVERSION || t.quantity().signum() == 0) return own;
        List<CashEffect> both = new ArrayList<>(own);
        both.add(bought(t.terms().boughtCurrency(), t.quantity(), amount.negate(), t.toBase()));
        return both;
    }

    /**
     * The bought leg of a conversion.
     *
     * @param amount bought, of {@code currency}
     * @param given  for it, charges included, in the currency sold
     * @param toBase from the currency sold
     */
    public static CashEffect bought(String currency, BigDecimal amount, BigDecimal given, Conversion toBase) {
        Conversion worth = switch (toBase.apply(given)) {
            case BaseAmount.Known base when base.amount().signum() > 0 -> new Conversion.Known(base.amount(), amount);
            case BaseAmount.Known nothing -> Conversion.UNKNOWN;
            case BaseAmount.Unknown unknown -> Conversion.UNKNOWN;
        };
        return new CashEffect(currency, amount, worth);
    }

    /** {@code amount} in the currency of {@code t}; none where it is zero. */
    static List<CashEffect> one(Transaction t, BigDecimal amount) {
        return amount.signum() == 0 ? List.of() : List.of(new CashEffect(t.currency(), amount, t.toBase()));
    }
}
