package dev.truemark.market;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.market.SourceOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks up market facts for many things at once, on the caller's connection: in a snapshot or a transaction it sees
 * what that sees.
 *
 * <p>{@code knownAt} is a knowledge stamp: facts that became known after it are not there; empty is everything that the
 * connection sees. A security's prices are those told by its id and those told by its symbol, which is that of its
 * newest known terms, or its id where it has none. Those terms also say what its price means.
 */
@ApplicationScoped
public class MarketReads {
    /** Later than any stamp, and within what PostgreSQL and Java agree upon. */
    private static final Instant EVERYTHING = Instant.parse("9999-12-31T00:00:00Z");

    /** From so many moments on, a whole series is read rather than each moment sought. */
    static final int SERIES = 16;

    private final SourceOrder sources;

    MarketReads(MarketConfig config) {
        this.sources = config.sourceOrder();
    }

    /** The newest price of each security at {@code moment}. */
    public Uni<PriceBook> prices(
            SqlClient client, Collection<String> securityIds, Moment moment, Optional<Instant> knownAt) {
        return prices(client, securityIds, List.of(moment), knownAt).map(List::getFirst);
    }

    /** The newest prices at each of {@code moments}, in their order; one or two statements for all of them. */
    public Uni<List<PriceBook>> prices(
            SqlClient client, Collection<String> securityIds, List<Moment> moments, Optional<Instant> knownAt) {
        return look(client, securityIds, moments, knownAt).map(PriceLook::books);
    }

    /** The same as they were read. */
    public Uni<PriceLook> look(
            SqlClient client, Collection<String> securityIds, List<Moment> moments, Optional<Instant> knownAt) {
        Known known = Known.at(stamp(knownAt));
        Uni<PriceLook> look = moments.size() < SERIES
                ? PriceReads.books(client, securityIds, moments, known, sources)
                        .map(books -> PriceLook.of(securityIds, books))
                : PriceSeries.look(client, securityIds, moments, known, sources);
        return look.chain(read -> Quotations.told(client, securityIds, known, read));
    }

    /**
     * The newest prices at {@code moment} of those that came from Kafka below given offsets.
     *
     * @param below      the first offset that no longer counts, by partition of the topic of prices
     * @param termsBelow the same of the topic of instruments, whose symbols say which prices are whose
     */
    public Uni<PriceBook> pricesBelow(
            SqlClient client,
            Collection<String> securityIds,
            Moment moment,
            Map<Integer, Long> below,
            Map<Integer, Long> termsBelow) {
        Known known = new Known(EVERYTHING, Optional.of(below), Optional.of(termsBelow));
        return PriceReads.books(client, securityIds, List.of(moment), known, sources)
                .chain(read -> Quotations.told(client, securityIds, known, PriceLook.of(securityIds, read)))
                .map(look -> look.book(0));
    }

    /** The same for rates. */
    public Uni<RateBook> ratesBelow(
            SqlClient client, Collection<CurrencyPair> pairs, Moment moment, Map<Integer, Long> below) {
        Known known = new Known(EVERYTHING, Optional.of(below), Optional.empty());
        List<RateReads.Seek> seeks =
                pairs.stream().map(pair -> new RateReads.Seek(pair, 0)).toList();
        return RateReads.books(client, seeks, List.of(moment), known, sources).map(List::getFirst);
    }

    /** A book of the rates of {@code pairs}, direct, inverse or crossed; it need not know other pairs. */
    public Uni<RateBook> rates(
            SqlClient client, Collection<CurrencyPair> pairs, Moment moment, Optional<Instant> knownAt) {
        return rates(client, pairs, List.of(moment), knownAt).map(List::getFirst);
    }

    /** The rates of {@code pairs} at each of {@code moments}, in their order; two statements at most. */
    public Uni<List<RateBook>> rates(
            SqlClient client, Collection<CurrencyPair> pairs, List<Moment> moments, Optional<Instant> knownAt) {
        Set<RateReads.Seek> seeks = new HashSet<>();
        for (int n = 0; n < moments.size(); n++) {
            for (CurrencyPair pair : pairs) seeks.add(new RateReads.Seek(pair, n));
        }
        return RateReads.books(client, seeks, moments, Known.at(stamp(knownAt)), sources);
    }

    /** The rate of each trade by {@link Moment#ofTrade}, in the order of {@code needs}; two statements at most. */
    public Uni<List<Rate>> ratesAt(SqlClient client, List<RateNeed> needs) {
        return ratesAt(client, needs, Optional.empty());
    }

    public Uni<List<Rate>> ratesAt(SqlClient client, List<RateNeed> needs, Optional<Instant> knownAt) {
        Map<Moment, Integer> numbers = new LinkedHashMap<>();
        List<RateReads.Seek> seeks = new ArrayList<>(needs.size());
        for (RateNeed need : needs) {
            Integer known = numbers.putIfAbsent(need.moment(), numbers.size());
            seeks.add(new RateReads.Seek(need.pair(), known == null ? numbers.size() - 1 : known));
        }
        List<Moment> moments = List.copyOf(numbers.keySet());
        return RateReads.books(client, seeks, moments, Known.at(stamp(knownAt)), sources)
                .map(books -> seeks.stream()
                        .map(seek -> books.get(seek.moment())
                                .rate(seek.pair().from(), seek.pair().to()))
                        .toList());
    }

    /** The newest stamp of knowledge that the connection sees. */
    public Uni<Instant> newest(SqlClient client) {
        return client.query("SELECT last FROM knowledge_clock")
                .execute()
                .map(rows -> rows.iterator().next().get(OffsetDateTime.class, 0).toInstant());
    }

    /** The instruments that are known, by id. */
    public Uni<Map<String, Instrument>> instruments(
            SqlClient client, Collection<String> securityIds, Optional<Instant> knownAt) {
        return InstrumentReads.byId(client, securityIds, stamp(knownAt));
    }

    /**
     * What each symbol means: the smallest id among the instruments whose newest terms carry it. A symbol that none
     * carries is left out.
     */
    public Uni<Map<String, String>> securitiesOf(
            SqlClient client, Collection<String> symbols, Optional<Instant> knownAt) {
        return InstrumentReads.idsBySymbol(client, symbols, stamp(knownAt));
    }

    /**
     * The earliest day in {@code zone} from which on prices of these securities, or any rates, are known differently at {@code until} than at
     * {@code after}; the beginning of time where an instrument of them is. Empty where nothing became known in between.
     */
    public Uni<Optional<LocalDate>> earliestChange(
            SqlClient client, Collection<String> securityIds, Instant after, Instant until, ZoneId zone) {
        return MarketChanges.earliest(client, securityIds, after, until, zone);
    }

    /** By which settings one of several sources is believed, as text that is the same for the same settings. */
    public String rules() {
        return sources.toString();
    }

    private static Instant stamp(Optional<Instant> knownAt) {
        return knownAt.orElse(EVERYTHING);
    }
}
