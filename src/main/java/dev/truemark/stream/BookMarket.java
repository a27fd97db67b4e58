package dev.truemark.stream;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.market.MarketState;
import dev.truemark.market.QuoteBook;
import dev.truemark.market.Tick;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * The quote book as the hub looks at it. What changes is noted while it is folded, before anybody can read it, so a look
 * never sees a price that it was not told of; many ticks between two looks are one.
 */
@ApplicationScoped
class BookMarket implements LiveMarket {
    private final QuoteBook book;
    private volatile Runnable wake = () -> {};
    private boolean everything;
    private Set<String> securities = new HashSet<>();
    private Set<String> currencies = new HashSet<>();
    private Set<String> instruments = new HashSet<>();
    private Map<String, Quote> quotes = new HashMap<>();

    BookMarket(QuoteBook book) {
        this.book = book;
        book.onTick(this::noted);
    }

    @Override
    public void onChange(Runnable told) {
        wake = told;
    }

    @Override
    public Uni<Void> ready() {
        return book.ready();
    }

    @Override
    public void look(BiConsumer<MarketChanges, MarketView> reader) {
        var unused = book.read(state -> {
            reader.accept(taken(), new View(state));
            return state.at();
        });
    }

    @Override
    public Optional<Quote> quote(String name) {
        return book.read(state -> state.priceOfSymbol(name)).map(found -> quoteOf(found.price(), found.volume()));
    }

    private void noted(List<Tick> ticks) {
        synchronized (this) {
            ticks.forEach(this::note);
        }
        wake.run();
    }

    private void note(Tick tick) {
        switch (tick) {
            case Tick.PriceTick price -> {
                securities.addAll(price.securities());
                if (price.newest()) {
                    Quote quote = quoteOf(price.price(), price.volume());
                    quotes.put(price.symbol(), quote);
                    price.securities().forEach(security -> quotes.put(security, quote));
                }
            }
            case Tick.RateTick rate -> {
                currencies.add(rate.quote().from());
                currencies.add(rate.quote().to());
            }
            case Tick.InstrumentTick terms -> {
                securities.add(terms.instrument().securityId());
                instruments.add(terms.instrument().securityId());
            }
            case Tick.Reloaded all -> everything = true;
        }
    }

    private synchronized MarketChanges taken() {
        MarketChanges changes = new MarketChanges(everything, securities, currencies, instruments, quotes);
        everything = false;
        securities = new HashSet<>();
        currencies = new HashSet<>();
        instruments = new HashSet<>();
        quotes = new HashMap<>();
        return changes;
    }

    private static Quote quoteOf(Price price, Optional<BigDecimal> volume) {
        return new Quote(price.price(), price.at(), volume);
    }

    private record View(MarketState state) implements MarketView {
        @Override
        public Instant at() {
            return state.at();
        }

        @Override
        public PriceBook prices(ZoneId zone) {
            return state.prices(zone);
        }

        @Override
        public RateBook rates(ZoneId zone) {
            return state.rates(zone);
        }

        @Override
        public SortedMap<String, Long> offsets() {
            return state.offsets();
        }
    }
}
