package dev.truemark.ledger;

import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One revision of one transaction as told; a row of {@code transaction_fact}. Columns that may be null are null here too.
 *
 * @param tradeTime instant of a timed transaction, null for a date-only one
 * @param price     null where only the gross amount was told
 */
record Fact(
        TransactionKey key,
        int revision,
        boolean reversed,
        String contentHash,
        TransactionType type,
        String securityId,
        String symbol,
        LocalDate tradeDate,
        Instant tradeTime,
        LocalDate settlementDate,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal gross,
        BigDecimal fees,
        BigDecimal taxes,
        BigDecimal withholdingTax,
        BigDecimal accruedInterest,
        String currency,
        BigDecimal fxRate,
        BigDecimal ratio,
        String notes,
        String details) {

    OrderKey order() {
        if (tradeTime != null) return OrderKey.timed(tradeDate, tradeTime, key);
        return ArrivedLots.isInLeg(key) ? OrderKey.arrived(tradeDate, key) : OrderKey.dateOnly(tradeDate, type, key);
    }

    /** The same transaction with its trade date in the portfolio's time zone. */
    Fact in(ZoneId zone) {
        if (tradeTime == null) return this;
        LocalDate date = LocalDate.ofInstant(tradeTime, zone);
        return date.equals(tradeDate) ? this : copy(date, details);
    }

    /** The same transaction with other details. */
    Fact with(String other) {
        return copy(tradeDate, other);
    }

    private Fact copy(LocalDate date, String otherDetails) {
        return new Fact(
                key,
                revision,
                reversed,
                contentHash,
                type,
                securityId,
                symbol,
                date,
                tradeTime,
                settlementDate,
                quantity,
                price,
                gross,
                fees,
                taxes,
                withholdingTax,
                accruedInterest,
                currency,
                fxRate,
                ratio,
                notes,
                otherDetails);
    }

    /** Whether booking needs something from outside the transaction: a rate, or what its symbol means. */
    boolean needsRate(String baseCurrency) {
        return fxRate == null && !currency.equals(baseCurrency) && !buys(baseCurrency);
    }

    /** Whether it brings units of which neither the lots nor the cost are told: their market value stands in for it (DEFINITIONS 11). */
    boolean needsPrice() {
        return type == TransactionType.TRANSFER_IN
                && quantity.signum() > 0
                && gross.signum() == 0
                && !ownSecurity().isEmpty()
                && !ArrivedLots.isInLeg(key)
                && FactTerms.of(this).given().isEmpty();
    }

    /** A conversion is of cash, whatever security it names. */
    boolean needsSymbol() {
        return securityId == null && symbol != null && type != TransactionType.FX_CONVERSION;
    }

    /** Whether it is a conversion into {@code base}: then its own amounts are its rate. */
    private boolean buys(String base) {
        return type == TransactionType.FX_CONVERSION
                && quantity.signum() > 0
                && given().signum() > 0
                && FactTerms.of(this).boughtCurrency().equals(base);
    }

    /** What a conversion gives. */
    private BigDecimal given() {
        return gross.add(fees).add(taxes);
    }

    private String ownSecurity() {
        if (type == TransactionType.FX_CONVERSION) return "";
        return securityId != null ? securityId : symbol == null ? "" : symbol;
    }

    /** See {@link Transaction#isCashFlow}. */
    boolean isCashFlow() {
        return toTransaction(Input.of(ownSecurity(), Conversion.UNKNOWN)).isCashFlow();
    }

    /** Ready to be booked with what it takes from outside. */
    Transaction toTransaction(Input input) {
        return new Transaction(
                order(),
                revision,
                type,
                input.securityId(),
                currency,
                quantity,
                gross,
                fees,
                taxes,
                withholdingTax,
                accruedInterest,
                termsWith(input),
                input.toBase());
    }

    private Terms termsWith(Input input) {
        Terms told = FactTerms.of(this);
        return input.price() != null && needsPrice() ? told.found(input.price()) : told;
    }

    /** What this fact takes from outside where it needs nothing from there. */
    Input ownInput(String baseCurrency) {
        return Input.of(ownSecurity(), ownConversion(baseCurrency));
    }

    private Conversion ownConversion(String baseCurrency) {
        if (currency.equals(baseCurrency)) return Conversion.IDENTITY;
        if (buys(baseCurrency)) return new Conversion.Known(quantity, given());
        return fxRate == null ? Conversion.UNKNOWN : Conversion.direct(fxRate);
    }

    /**
     * What a booking takes from outside its transaction.
     *
     * @param rateTime instant of the rate used, null where none was needed or none is known
     * @param price    found for one unit of what comes without a cost, null where none was needed or none is known
     */
    record Input(String securityId, Conversion toBase, Instant rateTime, BigDecimal price) {
        static Input of(String securityId, Conversion toBase) {
            return new Input(securityId, toBase, null, null);
        }
    }
}
