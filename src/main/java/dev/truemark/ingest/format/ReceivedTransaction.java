package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * One revision of one transaction as received (API.md, Transaction). Amounts are positive, in {@code currency}; the type
 * gives the sign. What was not told is null, or zero where the books need a number.
 *
 * @param key            source and the producer's id
 * @param revision       from 1; a correction has a greater one (DEFINITIONS 5)
 * @param reversed       true for a deletion, which is a revision too
 * @param supersedes     the revision that it claims to replace, or null
 * @param portfolioId    the owner's own id of the portfolio
 * @param securityId     null where only the symbol was told, or where it moves cash only
 * @param symbol         {@code instrument_id}, or null
 * @param tradeDate      as told, or the UTC date of {@code tradeTime}
 * @param tradeTime      null for a date-only one
 * @param price          null where only the gross amount was told
 * @param gross          as told, or {@code quantity · price}; never rounded
 * @param fxRate         base currency per one {@code currency}, or null
 * @param ratio          units after per unit before, of a split; null elsewhere
 * @param details        fields of the rarer types as one JSON object, or null
 * @param contentHash    the same for the same content however its numbers were spelled; without revision and identity
 */
public record ReceivedTransaction(
        TransactionKey key,
        int revision,
        boolean reversed,
        Integer supersedes,
        String portfolioId,
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
        String details,
        String contentHash) {

    /** The names that a transaction's fields may have; others are kept with a fact, and refused where nothing is kept. */
    public static Set<String> fields() {
        return TransactionReader.FIELDS;
    }

    /** Reads a bare transaction, in either spelling; costs a few microseconds and never throws. */
    public static Parsed<ReceivedTransaction> parse(JsonNode data, Reading reading) {
        return new TransactionReader(data, reading).read();
    }
}
