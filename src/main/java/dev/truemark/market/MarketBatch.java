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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One batch of market records: what it tells, last word first, and what became of each record. Lives for one attempt. */
final class MarketBatch {
    static final String STORED = "STORED";
    static final String REPLAYED = "REPLAYED";
    static final String INVALID = "INVALID";
    /** Reason of a stored item: a later one of the same batch told the same thing differently. */
    static final String REPLACED = "REPLACED_IN_BATCH";

    private final List<OutRecord> deadLetters = new ArrayList<>();
    private final List<ItemFate> refused = new ArrayList<>();
    private final List<Told<MarketFact>> all = new ArrayList<>();
    private final Map<Word, Told<MarketFact>> last = new LinkedHashMap<>();
    private final Set<Word> stored = new HashSet<>();
    private final List<Told<BenchmarkTold>> benchmarks = new ArrayList<>();
    private final Set<InRecord> newBenchmarks = new HashSet<>();
    private final List<ToldRate> rates = new ArrayList<>();
    private final Set<String> symbols = new HashSet<>();
    private final Set<String> securities = new HashSet<>();

    /** What one partition says about one fact; partitions do not replace each other's words. */
    private record Word(Object identity, int partition) {
        static Word of(Told<? extends MarketFact> told) {
            boolean anyPartition = told.fact() instanceof InstrumentTold;
            return new Word(
                    told.fact().identity(), anyPartition ? 0 : told.record().partition());
        }
    }

    void add(InRecord record, Parsed<MarketFact> parsed, Topics topics) {
        switch (parsed) {
            case Parsed.Ok<MarketFact>(MarketFact fact) -> {
                if (fact instanceof BenchmarkTold benchmark) {
                    benchmarks.add(new Told<>(benchmark, record));
                    return;
                }
                Told<MarketFact> told = new Told<>(fact, record);
                all.add(told);
                last.put(Word.of(told), told);
            }
            case Parsed.Refused<MarketFact> bad -> {
                deadLetters.add(DeadLetter.of(topics, record, bad.reason()));
                record.fate(INVALID, bad.reason()).ifPresent(refused::add);
            }
        }
    }

    Uni<Void> write(SqlConnection tx, long batchId) {
        Uni<Void> prices = MarketRows.keepPrices(tx, batchId, lastOf(PriceTold.class))
                .invoke(kept -> kept.forEach(p -> stored.add(Word.of(p))))
                .replaceWithVoid();
        Uni<Void> fx = MarketRows.keepRates(tx, batchId, lastOf(RateTold.class))
                .invoke(kept -> kept.forEach(this::storedRate))
                .replaceWithVoid();
        Uni<Void> instruments = MarketRows.keepInstruments(tx, batchId, lastOf(InstrumentTold.class))
                .invoke(kept -> kept.forEach(this::storedTerms))
                .replaceWithVoid();
        return prices.chain(() -> fx)
                .chain(() -> instruments)
                .chain(() -> BenchmarkRows.keep(tx, batchId, benchmarks)
                        .invoke(news -> news.forEach(each -> newBenchmarks.add(each.record())))
                        .replaceWithVoid());
    }

    private <F extends MarketFact> List<Told<F>> lastOf(Class<F> kind) {
        List<Told<F>> of = new ArrayList<>();
        for (Told<MarketFact> told : last.values()) {
            if (kind.isInstance(told.fact())) of.add(new Told<>(kind.cast(told.fact()), told.record()));
        }
        return of;
    }

    private void storedRate(Told<RateTold> told) {
        stored.add(Word.of(told));
        RateQuote quote = told.fact().quote();
        rates.add(new ToldRate(quote.from(), quote.to(), quote.at(), quote.dateOnly()));
    }

    private void storedTerms(NewTerms terms) {
        Instrument instrument = terms.instrument();
        stored.add(new Word(new InstrumentTold(instrument).identity(), 0));
        securities.add(instrument.securityId());
        instrument.symbol().ifPresent(symbols::add);
        if (terms.formerSymbol() != null) symbols.add(terms.formerSymbol());
    }

    List<OutRecord> deadLetters() {
        return deadLetters;
    }

    List<ItemFate> fates() {
        List<ItemFate> fates = new ArrayList<>(refused);
        for (Told<MarketFact> told : all) {
            Told<MarketFact> word = last.get(Word.of(told));
            boolean replaced = !told.fact().isSameAs(word.fact());
            boolean isNew = stored.contains(Word.of(told)) && (replaced || told == word);
            told.record()
                    .fate(isNew || replaced ? STORED : REPLAYED, replaced ? REPLACED : null)
                    .ifPresent(fates::add);
        }
        for (Told<BenchmarkTold> told : benchmarks) {
            told.record()
                    .fate(newBenchmarks.contains(told.record()) ? STORED : REPLAYED, null)
                    .ifPresent(fates::add);
        }
        return fates;
    }

    MarketFactsCommitted committed(Instant knownAt) {
        return new MarketFactsCommitted(rates, symbols, securities, knownAt);
    }
}
