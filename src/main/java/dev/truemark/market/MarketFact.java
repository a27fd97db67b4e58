package dev.truemark.market;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.Quote;
import dev.truemark.core.market.RateQuote;
import dev.truemark.ingest.format.ReceivedBenchmark;
import dev.truemark.market.Series.Word;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What one record told about the market. A fact of the same identity that the same partition tells later replaces it. */
sealed interface MarketFact {
    Object identity();

    /** The same thing told again: equal as numbers, whatever the spelling. */
    boolean isSameAs(MarketFact other);

    /**
     * A fact as one record told it.
     *
     * @param toldAt the time of the record, as Kafka has it
     */
    record Telling(MarketFact fact, int partition, Instant toldAt) {
        /** The greater one counts, of the last words of all partitions on one fact. */
        static final Comparator<Telling> BY_RANK =
                Comparator.comparing(Telling::toldAt).thenComparingInt(Telling::partition);

        <Q extends Quote> Word<Q> word(Q quote, Optional<BigDecimal> volume) {
            return new Word<>(quote, volume, partition, toldAt);
        }
    }

    /**
     * @param key      security id, or symbol where {@code bySymbol}
     * @param bySymbol told by symbol only
     */
    record PriceKey(String key, boolean bySymbol) {}

    record PriceTold(PriceKey key, Price price, Optional<BigDecimal> volume) implements MarketFact {
        record Identity(PriceKey key, boolean dateOnly, Instant at, String source) {}

        @Override
        public Object identity() {
            return new Identity(key, price.dateOnly(), price.at(), price.source());
        }

        @Override
        public boolean isSameAs(MarketFact other) {
            return other instanceof PriceTold p
                    && identity().equals(p.identity())
                    && price.currency().equals(p.price.currency())
                    && price.price().compareTo(p.price.price()) == 0
                    && volume.isPresent() == p.volume.isPresent()
                    && volume.map(v -> v.compareTo(p.volume.orElseThrow()) == 0).orElse(true);
        }
    }

    record RateTold(RateQuote quote) implements MarketFact {
        record Identity(CurrencyPair pair, boolean dateOnly, Instant at, String source) {}

        CurrencyPair pair() {
            return new CurrencyPair(quote.from(), quote.to());
        }

        @Override
        public Object identity() {
            return new Identity(pair(), quote.dateOnly(), quote.at(), quote.source());
        }

        @Override
        public boolean isSameAs(MarketFact other) {
            return other instanceof RateTold r
                    && identity().equals(r.identity())
                    && quote.rate().compareTo(r.quote.rate()) == 0;
        }
    }

    record InstrumentTold(Instrument instrument) implements MarketFact {
        record Identity(String securityId) {}

        @Override
        public Object identity() {
            return new Identity(instrument.securityId());
        }

        @Override
        public boolean isSameAs(MarketFact other) {
            return other instanceof InstrumentTold i && instrument.equals(i.instrument);
        }
    }

    /** Of a benchmark each record stands for itself; what of it is new, its rows say. */
    record BenchmarkTold(ReceivedBenchmark benchmark) implements MarketFact {
        @Override
        public Object identity() {
            return benchmark.benchmarkId();
        }

        @Override
        public boolean isSameAs(MarketFact other) {
            return equals(other);
        }
    }
}
