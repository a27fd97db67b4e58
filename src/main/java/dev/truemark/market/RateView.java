package dev.truemark.market;

import dev.truemark.core.market.MarketTime;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A rate as REST tells it, the way it was told.
 *
 * @param rate       units of {@code toCurrency} per one {@code fromCurrency}
 * @param recordedAt since when it is known
 */
record RateView(
        String fromCurrency,
        String toCurrency,
        LocalDate rateDate,
        Instant rateTime,
        BigDecimal rate,
        String source,
        Instant recordedAt) {

    static RateView of(Row row) {
        boolean dateOnly = row.getBoolean("date_only");
        Instant at = row.getOffsetDateTime("rate_time").toInstant();
        return new RateView(
                row.getString("from_currency"),
                row.getString("to_currency"),
                dateOnly ? MarketTime.dateOf(at) : null,
                dateOnly ? null : at,
                row.getBigDecimal("rate"),
                row.getString("source"),
                row.getOffsetDateTime("recorded_at").toInstant());
    }

    Instant time() {
        return rateTime != null ? rateTime : MarketTime.ofDate(rateDate);
    }
}
