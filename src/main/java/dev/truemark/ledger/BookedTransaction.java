package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A transaction as told and what it did to the books. What was not told is null, and so is a base amount that waits for its
 * rate.
 *
 * @param securityId as resolved, null for a movement of cash alone
 * @param tradeTime  null for a date-only transaction
 * @param fxRate     base currency per unit as booked: told, found or one; null while unknown
 * @param cashAmount change of cash in {@code cashCurrency}; an external flow where cash is not tracked
 * @param targetSecurityId  to which it moves lots, or null
 * @param boughtAmount      second leg of a conversion, in {@code boughtCurrency}, or null
 */
public record BookedTransaction(
        TransactionKey key,
        int revision,
        Instant recordedAt,
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
        String status,
        String reason,
        String waitingFor,
        BigDecimal netCost,
        BigDecimal netCostBase,
        BigDecimal proceeds,
        BigDecimal realized,
        BigDecimal realizedBase,
        BigDecimal income,
        BigDecimal incomeBase,
        String cashCurrency,
        BigDecimal cashAmount,
        String targetSecurityId,
        String boughtCurrency,
        BigDecimal boughtAmount) {

    static BookedTransaction of(Fact told, Instant recordedAt, BookedRow booked) {
        return new BookedTransaction(
                told.key(),
                told.revision(),
                recordedAt,
                told.type(),
                booked.securityId().isEmpty() ? null : booked.securityId(),
                told.symbol(),
                told.tradeDate(),
                told.tradeTime(),
                told.settlementDate(),
                told.quantity(),
                told.price(),
                told.gross(),
                told.fees(),
                told.taxes(),
                told.withholdingTax(),
                told.accruedInterest(),
                told.currency(),
                BookingRows.input(booked).toBase() instanceof dev.truemark.core.money.Conversion.Known fx
                        ? fx.rate()
                        : null,
                told.ratio(),
                told.notes(),
                booked.status(),
                booked.reason(),
                booked.waitingFor(),
                booked.netCost(),
                booked.netCostBase(),
                booked.proceeds(),
                booked.realized(),
                booked.realizedBase(),
                booked.income(),
                booked.incomeBase(),
                booked.cashCurrency(),
                booked.cashAmount(),
                booked.targetSecurityId(),
                booked.boughtCurrency(),
                booked.boughtAmount());
    }
}
