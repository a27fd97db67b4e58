package dev.truemark.portfolio;

import dev.truemark.core.ledger.TransactionType;
import dev.truemark.ingest.TransactionRef;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksHead;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A transaction on the wire: as told, then what it did.
 *
 * @param id              ours; opaque
 * @param instrumentId    the symbol, as told
 * @param transactionDate a date, or an instant for a timed transaction
 * @param fxRate          base currency per unit of its currency, as booked
 * @param status          {@code BOOKED}, {@code WAITING} for {@code waitingFor}, or {@code REJECTED} for {@code reason}
 * @param netCost         cost added, or released (negative)
 * @param cashEffect      change of cash; an external flow where cash is implied
 * @param boughtAmount    what a conversion bought of {@code boughtCurrency}
 */
record TransactionView(
        String id,
        String transactionId,
        int revision,
        String source,
        String portfolioId,
        String securityId,
        String instrumentId,
        TransactionType transactionType,
        String transactionDate,
        LocalDate settlementDate,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal grossTransactionAmount,
        BigDecimal fees,
        BigDecimal taxes,
        BigDecimal withholdingTax,
        BigDecimal accruedInterest,
        String tradeCurrency,
        BigDecimal fxRate,
        BigDecimal ratio,
        String notes,
        Instant recordedAt,
        String status,
        String reason,
        String waitingFor,
        BigDecimal netCost,
        BigDecimal netCostBase,
        BigDecimal proceeds,
        BigDecimal realizedGainLoss,
        BigDecimal realizedGainLossBase,
        BigDecimal income,
        BigDecimal incomeBase,
        String cashCurrency,
        BigDecimal cashEffect,
        String targetSecurityId,
        String boughtCurrency,
        BigDecimal boughtAmount) {

    static TransactionView of(BookedTransaction t, BooksHead head) {
        return new TransactionView(
                new TransactionRef(head.id(), t.key()).encode(),
                t.key().transactionId(),
                t.revision(),
                t.key().source(),
                head.portfolioId(),
                t.securityId(),
                t.symbol(),
                t.type(),
                t.tradeTime() == null ? t.tradeDate().toString() : t.tradeTime().toString(),
                t.settlementDate(),
                t.quantity(),
                t.price(),
                t.gross(),
                t.fees(),
                t.taxes(),
                t.withholdingTax(),
                t.accruedInterest(),
                t.currency(),
                t.fxRate(),
                t.ratio(),
                t.notes(),
                t.recordedAt(),
                t.status(),
                t.reason(),
                t.waitingFor(),
                t.netCost(),
                t.netCostBase(),
                t.proceeds(),
                t.realized(),
                t.realizedBase(),
                t.income(),
                t.incomeBase(),
                t.cashCurrency(),
                t.cashAmount(),
                t.targetSecurityId(),
                t.boughtCurrency(),
                t.boughtAmount());
    }
}
