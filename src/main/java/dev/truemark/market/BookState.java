package dev.truemark.market;

import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.NewestRates;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Quote;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateQuote;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.market.MarketFact.BenchmarkTold;
import dev.truemark.market.MarketFact.InstrumentTold;
import dev.truemark.market.MarketFact.PriceKey;
import dev.truemark.market.MarketFact.PriceTold;
import dev.truemark.market.MarketFact.RateTold;
import dev.truemark.market.MarketFact.Telling;
import dev.truemark.market.Series.Word;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The market as folded so far: what a fact changes, and what is the newest. For one thread at a time. */
final class BookState {
    private final SourceOrder sources;
    private final int maxKeys;
    private final Map<PriceKey, Series<Price>> prices = new HashMap<>();
    private final Map<CurrencyPair, Series<RateQuote>> rates = new HashMap<>();
    private final Map<String, Set<String>> counterCurrencies = new HashMap<>();
    private final Map<String, SortedMap<Integer, Telling>> terms = new HashMap<>();
    private final Map<String, Instrument> instruments = new HashMap<>();
    private final Map<String, Quotation> quotations = new HashMap<>();
    private final Map<String, TreeSet<String>> securitiesBySymbol = new HashMap<>();
    private boolean full;

    BookState(SourceOrder sources, int maxKeys) {
        this.sources = sources;
        this.maxKeys = maxKeys;
    }

    /** Folds one fact; empty where it changes nothing. */
    Optional<Tick> apply(Telling telling, Instant now) {
        return switch (telling.fact()) {
            case PriceTold told -> price(told, telling, now);
            case RateTold told -> rate(told, telling, now);
            case InstrumentTold told -> instrument(told.instrument(), telling);
            case BenchmarkTold notQuoted -> Optional.empty();
        };
    }

    /** Whether some prices are not here, because there are more keys than the book may hold. */
    boolean isFull() {
        return full;
    }

    int size() {
        return prices.size();
    }

    private Optional<Tick> price(PriceTold told, Telling telling, Instant now) {
        Series<Price> before = prices.get(told.key());
        if (before == null && prices.size() >= maxKeys) {
            full = true;
            return Optional.empty();
        }
        Series<Price> start = before == null ? Series.empty() : before;
        Word<Price> word = telling.word(told.price(), told.volume());
        boolean replay = start.lastOfPartition(word)
                .map(last -> new PriceTold(told.key(), last.quote(), last.volume()))
                .filter(told::isSameAs)
                .isPresent();
        Series<Price> after = replay ? start : start.with(word, now);
        if (after == start) return Optional.empty();
        prices.put(told.key(), after);
        return changed(start, after, word).map(counts -> tick(told.key(), counts, now));
    }

    /** The word that counts from now on, if it is another one than before. */
    private static <Q extends Quote> Optional<Word<Q>> changed(Series<Q> before, Series<Q> after, Word<Q> word) {
        Optional<Word<Q>> counts = after.counting(word);
        return counts.equals(before.counting(word)) ? Optional.empty() : counts;
    }

    private Tick tick(PriceKey key, Word<Price> told, Instant now) {
        String symbol = key.bySymbol() ? key.key() : symbolOf(key.key());
        Moment moment = Moment.at(now, ZoneOffset.UTC);
        boolean newest = priceOfSymbol(symbol, moment)
                .map(SymbolPrice::price)
                .filter(told.quote()::equals)
                .isPresent();
        return new Tick.PriceTick(symbol, securitiesOf(key), told.quote(), told.volume(), newest);
    }

    private Optional<Tick> rate(RateTold told, Telling telling, Instant now) {
        Series<RateQuote> before = rates.getOrDefault(told.pair(), Series.empty());
        Word<RateQuote> word = telling.word(told.quote(), Optional.empty());
        boolean replay = before.lastOfPartition(word)
                .map(last -> new RateTold(last.quote()))
                .filter(told::isSameAs)
                .isPresent();
        Series<RateQuote> after = replay ? before : before.with(word, now);
        if (after == before) return Optional.empty();
        rates.put(told.pair(), after);
        counterCurrencies
                .computeIfAbsent(told.quote().from(), from -> new HashSet<>())
                .add(told.quote().to());
        counterCurrencies
                .computeIfAbsent(told.quote().to(), to -> new HashSet<>())
                .add(told.quote().from());
        return changed(before, after, word).map(counts -> new Tick.RateTick(counts.quote()));
    }

    private Optional<Tick> instrument(Instrument told, Telling telling) {
        SortedMap<Integer, Telling> words = terms.computeIfAbsent(told.securityId(), id -> new TreeMap<>());
        Telling before = words.get(telling.partition());
        if (before != null && telling.fact().isSameAs(before.fact())) return Optional.empty();
        words.put(telling.partition(), telling);
        Telling counts = Collections.max(words.values(), Telling.BY_RANK);
        return counts.fact() instanceof InstrumentTold(Instrument newest) ? replace(newest) : Optional.empty();
    }

    private Optional<Tick> replace(Instrument newest) {
        Instrument former = instruments.put(newest.securityId(), newest);
        if (newest.equals(former)) return Optional.empty();
        quotations.put(newest.securityId(), Quotations.of(newest));
        if (former != null) {
            former.symbol().ifPresent(symbol -> securitiesBySymbol.get(symbol).remove(newest.securityId()));
        }
        newest.symbol()
                .ifPresent(symbol -> securitiesBySymbol
                        .computeIfAbsent(symbol, s -> new TreeSet<>())
                        .add(newest.securityId()));
        return Optional.of(new Tick.InstrumentTick(newest, Optional.ofNullable(former)));
    }

    Optional<Instrument> instrument(String securityId) {
        return Optional.ofNullable(instruments.get(securityId));
    }

    /** What the prices of a security mean. */
    Quotation quotation(String securityId) {
        return quotations.getOrDefault(securityId, Quotation.UNIT);
    }

    /** The symbol whose prices are also those of the security. */
    private String symbolOf(String securityId) {
        Instrument known = instruments.get(securityId);
        return known == null ? securityId : known.priceSymbol();
    }

    private Set<String> securitiesOf(PriceKey key) {
        if (!key.bySymbol()) return Set.of(key.key());
        Set<String> securities = new HashSet<>(securitiesBySymbol.getOrDefault(key.key(), new TreeSet<>()));
        if (symbolOf(key.key()).equals(key.key())) securities.add(key.key());
        return Set.copyOf(securities);
    }

    Optional<Price> priceOf(String securityId, Moment moment) {
        List<Price> own = pricesOf(new PriceKey(securityId, false));
        List<Price> bySymbol = pricesOf(new PriceKey(symbolOf(securityId), true));
        if (bySymbol.isEmpty()) return moment.newest(own, sources);
        if (own.isEmpty()) return moment.newest(bySymbol, sources);
        List<Price> all = new ArrayList<>(own);
        all.addAll(bySymbol);
        return moment.newest(all, sources);
    }

    private List<Price> pricesOf(PriceKey key) {
        Series<Price> series = prices.get(key);
        return series == null ? List.of() : series.quotes();
    }

    Optional<SymbolPrice> priceOfSymbol(String name, Moment moment) {
        TreeSet<String> carriers = securitiesBySymbol.get(name);
        boolean carried = carriers != null && !carriers.isEmpty();
        String security = carried ? carriers.getFirst() : name;
        String symbol = symbolOf(security);
        return priceOf(security, moment)
                .map(price -> new SymbolPrice(symbol, security, price, volumeOf(security, symbol, price)));
    }

    private Optional<BigDecimal> volumeOf(String security, String symbol, Price price) {
        return Optional.ofNullable(prices.get(new PriceKey(security, false)))
                .flatMap(series -> series.volumeOf(price))
                .or(() -> Optional.ofNullable(prices.get(new PriceKey(symbol, true)))
                        .flatMap(series -> series.volumeOf(price)));
    }

    Rate rate(String from, String to, Moment moment) {
        if (from.equals(to)) return Rate.SAME;
        List<RateQuote> quotes = new ArrayList<>();
        addQuotes(quotes, from, to);
        Rate quoted = NewestRates.of(quotes, moment, sources).rate(from, to);
        if (quoted.derivation() != Rate.Derivation.MISSING) return quoted;
        for (String pivot : counterCurrencies.getOrDefault(from, Set.of())) {
            addQuotes(quotes, from, pivot);
            addQuotes(quotes, pivot, to);
        }
        return NewestRates.of(quotes, moment, sources).rate(from, to);
    }

    private void addQuotes(List<RateQuote> quotes, String one, String other) {
        Series<RateQuote> there = rates.get(new CurrencyPair(one, other));
        Series<RateQuote> back = rates.get(new CurrencyPair(other, one));
        if (there != null) quotes.addAll(there.quotes());
        if (back != null) quotes.addAll(back.quotes());
    }
}
