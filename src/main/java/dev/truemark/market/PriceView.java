package dev.truemark.market;

import dev.truemark.core.market.MarketTime;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A price as REST tells it, the way it was told: by security or by symbol, for a date or for an instant.
 *
 * @param recordedAt since when it is known
 */
record PriceView(
        String securityId,
        String symbol,
        LocalDate priceDate,
        Instant priceTime,
        BigDecimal price,
        String currency,
        BigDecimal volume,
        String source,
        Instant recordedAt) {

    static PriceView of(Row row) {
        boolean bySymbol = row.getBoolean("by_symbol");
        boolean dateOnly = row.getBoolean("date_only");
        String key = row.getString("price_key");
        Instant at = row.getOffsetDateTime("price_time").toInstant();
        return new PriceView(
                bySymbol ? null : key,
                bySymbol ? key : null,
                dateOnly ? MarketTime.dateOf(at) : null,
                dateOnly ? null : at,
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getBigDecimal("volume"),
                row.getString("source"),
                row.getOffsetDateTime("recorded_at").toInstant());
    }

    Instant time() {
        return priceTime != null ? priceTime : MarketTime.ofDate(priceDate);
    }
}
