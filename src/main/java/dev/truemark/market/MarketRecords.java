package dev.truemark.market;

import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.RateQuote;
import dev.truemark.ingest.format.Envelope;
import dev.truemark.ingest.format.Parsed;
import dev.truemark.ingest.format.Reading;
import dev.truemark.ingest.format.ReceivedBenchmark;
import dev.truemark.ingest.format.ReceivedInstrument;
import dev.truemark.ingest.format.ReceivedPrice;
import dev.truemark.ingest.format.ReceivedRate;
import dev.truemark.ingest.format.When;
import dev.truemark.market.MarketFact.BenchmarkTold;
import dev.truemark.market.MarketFact.InstrumentTold;
import dev.truemark.market.MarketFact.PriceKey;
import dev.truemark.market.MarketFact.PriceTold;
import dev.truemark.market.MarketFact.RateTold;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads records of the market topics; the stage and the quote book read alike, so both take and refuse the same. */
@ApplicationScoped
class MarketRecords {
    /** Source of facts that come by Kafka and name none. */
    private static final String SOURCE = "kafka";

    private final Topics topics;
    private final Clock clock;

    MarketRecords(Topics topics, Clock clock) {
        this.topics = topics;
        this.clock = clock;
    }

    /** The in-topics that fill the quote book. */
    List<String> quoteTopics() {
        return List.of(topics.marketPrices(), topics.fxRates(), topics.instruments());
    }

    /** Never throws, whatever the record holds. */
    Parsed<MarketFact> read(String topic, String value) {
        return switch (Envelope.read(value)) {
            case Parsed.Refused<Envelope> refused -> new Parsed.Refused<>(refused.errors());
            case Parsed.Ok<Envelope>(Envelope envelope) -> read(topic, envelope);
        };
    }

    private Parsed<MarketFact> read(String topic, Envelope envelope) {
        Reading reading = new Reading(clock.instant(), SOURCE, () -> null);
        String type = envelope.eventType().isEmpty() ? typeOf(topic) : envelope.eventType();
        return switch (type) {
            case Envelope.PRICE -> map(ReceivedPrice.parse(envelope.data(), reading), MarketRecords::priceOf);
            case Envelope.RATE -> map(ReceivedRate.parse(envelope.data(), reading), MarketRecords::rateOf);
            case Envelope.INSTRUMENT ->
                map(ReceivedInstrument.parse(envelope.data(), reading), MarketRecords::instrumentOf);
            case Envelope.BENCHMARK -> map(ReceivedBenchmark.parse(envelope.data(), reading), BenchmarkTold::new);
            default ->
                new Parsed.Refused<>(
                        List.of(new FieldError("event_type", "UNKNOWN_EVENT_TYPE", "Not an event about the market.")));
        };
    }

    /** A bare record is what its topic carries. */
    private String typeOf(String topic) {
        if (topic.equals(topics.marketPrices())) return Envelope.PRICE;
        if (topic.equals(topics.fxRates())) return Envelope.RATE;
        return topic.equals(topics.benchmarks()) ? Envelope.BENCHMARK : Envelope.INSTRUMENT;
    }

    private static <R> Parsed<MarketFact> map(Parsed<R> parsed, Function<R, MarketFact> fact) {
        return switch (parsed) {
            case Parsed.Refused<R> refused -> new Parsed.Refused<>(refused.errors());
            case Parsed.Ok<R>(R read) -> new Parsed.Ok<>(fact.apply(read));
        };
    }

    private static MarketFact priceOf(ReceivedPrice p) {
        boolean bySymbol = p.securityId() == null;
        PriceKey key = new PriceKey(bySymbol ? p.symbol() : p.securityId(), bySymbol);
        Price price =
                new Price(p.price(), p.currency(), instantOf(p.when()), p.when().dateOnly(), p.source());
        return new PriceTold(key, price, Optional.ofNullable(p.volume()));
    }

    private static MarketFact rateOf(ReceivedRate r) {
        return new RateTold(new RateQuote(
                r.fromCurrency(),
                r.toCurrency(),
                r.rate(),
                instantOf(r.when()),
                r.when().dateOnly(),
                r.source()));
    }

    private static MarketFact instrumentOf(ReceivedInstrument i) {
        return new InstrumentTold(new Instrument(
                i.securityId(),
                Optional.ofNullable(i.symbol()),
                Optional.ofNullable(i.name()),
                Optional.ofNullable(i.isin()),
                Optional.ofNullable(i.currency()),
                Optional.ofNullable(i.productType()),
                Optional.ofNullable(i.assetClass()),
                Optional.ofNullable(i.sector()),
                Optional.ofNullable(i.country()),
                Optional.ofNullable(i.terms())));
    }

    private static Instant instantOf(When when) {
        return when.dateOnly() ? MarketTime.ofDate(when.date()) : when.time();
    }
}
