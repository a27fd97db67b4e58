package dev.truemark.core.backtest;

import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A trade at the price in force at the end of a day.
 *
 * @param side      {@code BUY} or {@code SELL}
 * @param priceDate of the price; before {@code date} where the security had none of that day
 * @param gross     {@code quantity · price}, in {@code currency}
 * @param fees      in {@code currency}
 * @param grossBase in base currency
 */
public record SimulatedTrade(
        LocalDate date,
        String securityId,
        TransactionType side,
        BigDecimal quantity,
        BigDecimal price,
        LocalDate priceDate,
        String currency,
        BigDecimal gross,
        BigDecimal fees,
        BigDecimal grossBase) {}
