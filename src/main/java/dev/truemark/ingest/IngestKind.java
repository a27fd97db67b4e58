package dev.truemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.ingest.format.Envelope;
import dev.truemark.ingest.format.Parsed;
import dev.truemark.ingest.format.Reading;
import dev.truemark.ingest.format.ReceivedBenchmark;
import dev.truemark.ingest.format.ReceivedInstrument;
import dev.truemark.ingest.format.ReceivedPortfolio;
import dev.truemark.ingest.format.ReceivedPrice;
import dev.truemark.ingest.format.ReceivedRate;
import dev.truemark.ingest.format.ReceivedTransaction;
import dev.truemark.platform.messaging.Topics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The kinds of facts: how each is called, read, and sent. */
enum IngestKind {
    PORTFOLIOS(Envelope.PORTFOLIO, false) {
        @Override
        String topic(Topics topics) {
            return topics.portfolios();
        }

        @Override
        Parsed<Readable> read(JsonNode item, Reading reading, UUID owner) {
            return map(ReceivedPortfolio.parse(item, reading), p -> Readable.of(owner + "|" + p.portfolioId(), null));
        }
    },
    INSTRUMENTS(Envelope.INSTRUMENT, true) {
        @Override
        String topic(Topics topics) {
            return topics.instruments();
        }

        @Override
        Parsed<Readable> read(JsonNode item, Reading reading, UUID owner) {
            return map(ReceivedInstrument.parse(item, reading), i -> Readable.of(i.securityId(), null));
        }
    },
    TRANSACTIONS(Envelope.TRANSACTION, false) {
        @Override
        String topic(Topics topics) {
            return topics.rawTransactions();
        }

        @Override
        Parsed<Readable> read(JsonNode item, Reading reading, UUID owner) {
            return map(
                    ReceivedTransaction.parse(item, reading),
                    t -> new Readable(owner + "|" + t.portfolioId(), t.key().source(), Optional.of(t)));
        }
    },
    MARKET_PRICES(Envelope.PRICE, true) {
        @Override
        String topic(Topics topics) {
            return topics.marketPrices();
        }

        @Override
        Parsed<Readable> read(JsonNode item, Reading reading, UUID owner) {
            return map(ReceivedPrice.parse(item, reading), p -> Readable.of(p.recordKey(), p.source()));
        }
    },
    FX_RATES(Envelope.RATE, true) {
        @Override
        String topic(Topics topics) {
            return topics.fxRates();
        }

        @Override
        Parsed<Readable> read(JsonNode item, Reading reading, UUID owner) {
            return map(ReceivedRate.parse(item, reading), r -> Readable.of(r.recordKey(), r.source()));
        }
    },
    BENCHMARKS(Envelope.BENCHMARK, true) {
        @Override
        String topic(Topics topics) {
            return topics.benchmarks();
        }

        @Override
        Parsed<Readable> read(JsonNode item, Reading reading, UUID owner) {
            return map(ReceivedBenchmark.parse(item, reading), b -> Readable.of(b.benchmarkId(), null));
        }
    };

    private final String eventType;
    private final boolean shared;

    IngestKind(String eventType, boolean shared) {
        this.eventType = eventType;
        this.shared = shared;
    }

    /**
     * An item of good form.
     *
     * @param recordKey   key of its record
     * @param source      who says so; null for kinds that have none
     * @param transaction where it is one
     */
    record Readable(String recordKey, String source, Optional<ReceivedTransaction> transaction) {
        static Readable of(String recordKey, String source) {
            return new Readable(recordKey, source, Optional.empty());
        }
    }

    abstract String topic(Topics topics);

    abstract Parsed<Readable> read(JsonNode item, Reading reading, UUID owner);

    String eventType() {
        return eventType;
    }

    /** Shared by all, so that writing it takes a scope. */
    boolean isShared() {
        return shared;
    }

    /** Name of the list in a JSON body, and the kind's name in the database. */
    String listName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a line says, by its field {@code kind}, that it is of another kind than that of the list. */
    static boolean isOfAnother(JsonNode item, String listName) {
        String says = item.path("kind").asText("");
        return !says.isEmpty()
                && !says.equals(listName)
                && Arrays.stream(values()).anyMatch(kind -> kind.listName().equals(says));
    }

    /** The kind at the path {@code market-prices} and the like. */
    static Optional<IngestKind> at(String path) {
        return Arrays.stream(values())
                .filter(kind -> kind.listName().replace('_', '-').equals(path))
                .findFirst();
    }

    private static <T> Parsed<Readable> map(Parsed<T> parsed, java.util.function.Function<T, Readable> read) {
        return switch (parsed) {
            case Parsed.Ok<T> ok -> new Parsed.Ok<>(read.apply(ok.value()));
            case Parsed.Refused<T> refused -> new Parsed.Refused<>(refused.errors());
        };
    }
}
