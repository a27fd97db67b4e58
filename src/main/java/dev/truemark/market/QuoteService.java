package dev.truemark.market;

import dev.truemark.core.market.Moment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest quote of symbols: from Redis, else from this instance's book, else from the facts. */
@ApplicationScoped
class QuoteService {
    private final QuoteCache cache;
    private final QuoteBook book;
    private final MarketReads reads;
    private final Pool pool;
    private final QuoteConfig config;
    private final Clock clock;

    QuoteService(QuoteCache cache, QuoteBook book, MarketReads reads, Pool pool, QuoteConfig config, Clock clock) {
        this.cache = cache;
        this.book = book;
        this.reads = reads;
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /** The quotes that are known, by the symbol asked for; a security's id will do for a symbol. */
    Uni<Map<String, QuoteView>> quotes(List<String> symbols) {
        Instant now = clock.instant();
        return cache.get(symbols).map(cached -> withBook(symbols, cached, now)).chain(found -> {
            List<String> missing =
                    symbols.stream().filter(s -> !found.containsKey(s)).toList();
            return missing.isEmpty() ? Uni.createFrom().item(found) : withFacts(missing, found, now);
        });
    }

    private Map<String, QuoteView> withBook(List<String> symbols, Map<String, QuoteView> cached, Instant now) {
        Map<String, QuoteView> found = new HashMap<>();
        cached.forEach((symbol, quote) -> found.put(symbol, quote.at(now, config.staleAfter())));
        if (found.size() == symbols.size()) return found;
        return book.read(state -> {
            for (String symbol : symbols) {
                if (found.containsKey(symbol)) continue;
                state.priceOfSymbol(symbol)
                        .ifPresent(price -> found.put(symbol, QuoteView.of(price, now, config.staleAfter())));
            }
            return found;
        });
    }

    private Uni<Map<String, QuoteView>> withFacts(List<String> missing, Map<String, QuoteView> found, Instant now) {
        return reads.securitiesOf(pool, missing, Optional.empty()).chain(meaning -> {
            Map<String, String> ids = new HashMap<>();
            missing.forEach(symbol -> ids.put(symbol, meaning.getOrDefault(symbol, symbol)));
            List<String> securities = new ArrayList<>(ids.values());
            return reads.instruments(pool, securities, Optional.empty())
                    .chain(known -> reads.prices(pool, securities, Moment.at(now, ZoneOffset.UTC), Optional.empty())
                            .map(prices -> {
                                ids.forEach((symbol, id) -> prices.priceOf(id).ifPresent(price -> {
                                    String called = Optional.ofNullable(known.get(id))
                                            .map(Instrument::priceSymbol)
                                            .orElse(id);
                                    SymbolPrice quote = new SymbolPrice(called, id, price, Optional.empty());
                                    found.put(symbol, QuoteView.of(quote, now, config.staleAfter()));
                                }));
                                return found;
                            }));
        });
    }
}
