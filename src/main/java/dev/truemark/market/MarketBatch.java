package dev.truemark.market;

import dev.truemark.core.market.RateQuote;
import dev.truemark.ingest.format.Parsed;
import dev.truemark.market.MarketFact.BenchmarkTold;
import dev.truemark.market.MarketFact.InstrumentTold;
import dev.truemark.market.MarketFact.PriceTold;
import dev.truemark.market.MarketFact.RateTold;
import dev.truemark.market.MarketFactsCommitted.ToldRate;
import dev.truemark.market.MarketRows.NewTerms;
import dev.truemark.market.MarketRows.Told;
import dev.truemark.platform.messaging.DeadLetter;
import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.messaging.ItemFate;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Topics;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One batch of market records: every word that changes what its partition said before, and what became of each record.
 * Lives for one attempt.
 */
final class MarketBatch {
    static final String STORED = "STORED";
    static final String REPLAYED = "REPLAYED";
    static final String INVALID = "INVALID";
    private final List<OutRecord> deadLetters = new ArrayList<>();
    private final List<ItemFate> refused = new ArrayList<>();
    private final List<Told<MarketFact>> words = new ArrayList<>();
    private final List<InRecord> replays = new ArrayList<>();
    private final Map<Speaker, MarketFact> last = new HashMap<>();
    private final Set<InRecord> stored = new HashSet<>();
    private final List<Told<BenchmarkTold>> benchmarks = new ArrayList<>();
    private final List<ToldRate> rates = new ArrayList<>();
    private final Set<String> symbols = new HashSet<>();
    private final Set<String> securities = new HashSet<>();

    /** One partition on one fact; partitions do not replace each other's words. */
    private record Speaker(Object identity, int partition) {}

    void add(InRecord record, Parsed<MarketFact> parsed, Topics topics) {
        switch (parsed) {
            case Parsed.Ok<MarketFact>(BenchmarkTold benchmark) -> benchmarks.add(new Told<>(benchmark, record, false));
            case Parsed.Ok<MarketFact>(MarketFact fact) -> add(record, fact);
            case Parsed.Refused<MarketFact> bad -> {
                deadLetters.add(DeadLetter.of(topics, record, bad.reason()));
                record.fate(INVALID, bad.reason()).ifPresent(refused::add);
            }
        }
    }

    private void add(InRecord record, MarketFact fact) {
        MarketFact before = last.put(new Speaker(fact.identity(), record.partition()), fact);
        if (before != null && fact.isSameAs(before)) replays.add(record);
        else words.add(new Told<>(fact, record, before != null));
    }

    Uni<Void> write(SqlConnection tx, long batchId) {
        Uni<Void> prices = MarketRows.keepPrices(tx, batchId, wordsOf(PriceTold.class))
                .invoke(kept -> kept.forEach(each -> stored.add(each.record())))
                .replaceWithVoid();
        Uni<Void> fx = MarketRows.keepRates(tx, batchId, wordsOf(RateTold.class))
                .invoke(kept -> kept.forEach(this::storedRate))
                .replaceWithVoid();
        Uni<Void> instruments = MarketRows.keepInstruments(tx, batchId, wordsOf(InstrumentTold.class))
                .invoke(kept -> kept.forEach(this::storedTerms))
                .replaceWithVoid();
        return prices.chain(() -> fx)
                .chain(() -> instruments)
                .chain(() -> BenchmarkRows.keep(tx, batchId, benchmarks))
                .invoke(news -> news.forEach(each -> stored.add(each.record())))
                .replaceWithVoid();
    }

    private <F extends MarketFact> List<Told<F>> wordsOf(Class<F> kind) {
        List<Told<F>> of = new ArrayList<>();
        for (Told<MarketFact> told : words) {
            if (kind.isInstance(told.fact())) of.add(new Told<>(kind.cast(told.fact()), told.record(), told.changes()));
        }
        return of;
    }

    private void storedRate(Told<RateTold> told) {
        stored.add(told.record());
        RateQuote quote = told.fact().quote();
        rates.add(new ToldRate(quote.from(), quote.to(), quote.at(), quote.dateOnly()));
    }

    private void storedTerms(NewTerms terms) {
        Instrument instrument = terms.told().fact().instrument();
        stored.add(terms.told().record());
        securities.add(instrument.securityId());
        instrument.symbol().ifPresent(symbols::add);
        if (terms.formerSymbol() != null) symbols.add(terms.formerSymbol());
    }

    List<OutRecord> deadLetters() {
        return deadLetters;
    }

    List<ItemFate> fates() {
        List<ItemFate> fates = new ArrayList<>(refused);
        Stream.of(words, benchmarks)
                .flatMap(List::stream)
                .map(Told::record)
                .flatMap(record -> record.fate(stored.contains(record) ? STORED : REPLAYED, null).stream())
                .forEach(fates::add);
        replays.forEach(record -> record.fate(REPLAYED, null).ifPresent(fates::add));
        return fates;
    }

    MarketFactsCommitted committed(Instant knownAt) {
        return new MarketFactsCommitted(rates, symbols, securities, knownAt);
    }
}
