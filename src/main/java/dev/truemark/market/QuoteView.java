package dev.truemark.market;

import dev.truemark.core.market.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A quote as told by REST and kept in Redis.
 *
 * @param priceTime from when on the price holds; the end of its day (UTC) for one told for a day
 * @param volume    null where not told
 * @param marketCap null: no source tells the number of shares
 * @param stale     whether it was older than the limit when it was told
 */
record QuoteView(
        String symbol,
        String securityId,
        BigDecimal price,
        String currency,
        Instant priceTime,
        BigDecimal volume,
        BigDecimal marketCap,
        String source,
        boolean stale) {

    static QuoteView of(SymbolPrice quote, Instant now, Duration staleAfter) {
        Price price = quote.price();
        Instant time = price.effectiveAt(ZoneOffset.UTC);
        return new QuoteView(
                        quote.symbol(),
                        quote.securityId(),
                        price.price(),
                        price.currency(),
                        time,
                        quote.volume().orElse(null),
                        null,
                        price.source(),
                        false)
                .at(now, staleAfter);
    }

    /** The same quote, told at {@code now}. */
    QuoteView at(Instant now, Duration staleAfter) {
        boolean old = Duration.between(priceTime, now).compareTo(staleAfter) > 0;
        return new QuoteView(symbol, securityId, price, currency, priceTime, volume, marketCap, source, old);
    }
}
