package dev.truemark.valuation;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.market.MarketReads;
import dev.truemark.market.PriceLook;
import dev.truemark.platform.messaging.Topics;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prices and rates as they are stored. */
@ApplicationScoped
class StoredMarket {
    /** How far the market stage has stored its logs. */
    private static final String STORED =
            "SELECT topic, partition, next_offset FROM stage_offset WHERE stage = 'market' AND topic IN ($1, $2)";

    private final MarketReads reads;
    private final Topics topics;

    StoredMarket(MarketReads reads, Topics topics) {
        this.reads = reads;
        this.topics = topics;
    }

    /** Prices and rates in force at one moment. */
    record Look(PriceBook prices, RateBook rates) {}

    /** Prices and rates in force at each of some moments. */
    record Looks(PriceLook prices, List<RateBook> rates) {
        Look get(int moment) {
            return new Look(prices.book(moment), rates.get(moment));
        }
    }

    /** At each of {@code moments}, in their order, of what was known at a stamp. */
    Uni<Looks> at(SqlClient client, Wanted wanted, List<Moment> moments, Instant knownAt) {
        Optional<Instant> known = Optional.of(knownAt);
        return reads.look(client, wanted.securities(), moments, known)
                .chain(prices -> reads.rates(client, wanted.pairs(prices::currencies), moments, known)
                        .map(rates -> new Looks(prices, rates)));
    }

    /** At the instant of {@code basis}, of what came by Kafka below its offsets. */
    Uni<Look> at(SqlClient client, Wanted wanted, Basis basis, ZoneId zone) {
        Moment moment = Moment.at(basis.evaluatedAt(), zone);
        return reads.pricesBelow(
                        client,
                        wanted.securities(),
                        moment,
                        basis.offsetsOf(topics.marketPrices()),
                        basis.offsetsOf(topics.instruments()))
                .chain(prices -> reads.ratesBelow(
                                client,
                                wanted.pairs(security -> currencies(prices, security)),
                                moment,
                                basis.offsetsOf(topics.fxRates()))
                        .map(rates -> new Look(prices, rates)));
    }

    private static Set<String> currencies(PriceBook prices, String security) {
        return prices.priceOf(security).map(price -> Set.of(price.currency())).orElse(Set.of());
    }

    /** The next offset to be stored of each log of prices and rates, by {@code topic/partition}. */
    Uni<SortedMap<String, Long>> stored(SqlClient client) {
        return client.preparedQuery(STORED)
                .execute(Tuple.of(topics.marketPrices(), topics.fxRates()))
                .map(rows -> {
                    SortedMap<String, Long> next = new TreeMap<>();
                    for (Row row : rows) {
                        next.put(
                                row.getString("topic") + "/" + row.getInteger("partition"), row.getLong("next_offset"));
                    }
                    return next;
                });
    }

    /** Whether every price and rate below {@code basis} is stored. */
    Uni<Boolean> holds(SqlClient client, Basis basis) {
        return stored(client)
                .map(stored -> basis.marketOffsets().entrySet().stream()
                        .filter(log -> isOfPricesOrRates(log.getKey()))
                        .allMatch(log -> log.getValue() <= stored.getOrDefault(log.getKey(), 0L)));
    }

    private boolean isOfPricesOrRates(String log) {
        return log.startsWith(topics.marketPrices() + "/") || log.startsWith(topics.fxRates() + "/");
    }
}
