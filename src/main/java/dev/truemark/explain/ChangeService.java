package dev.truemark.explain;

import dev.truemark.core.explain.Change;
import dev.truemark.core.explain.Changes;
import dev.truemark.core.explain.Figure;
import dev.truemark.core.explain.Knowledge;
import dev.truemark.core.explain.Knowledge.Word;
import dev.truemark.core.explain.Question;
import dev.truemark.core.explain.TooLargeException;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.ValuationTerms;
import dev.truemark.ledger.BelievedFact;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.market.CurrencyPair;
import dev.truemark.market.MarketReads;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Splits what became of a figure between two instants of knowledge into causes; both are computed from the facts alone. */
@ApplicationScoped
class ChangeService {
    private static final Market NONE = new Market(id -> Optional.empty(), (from, to) -> Rate.MISSING);

    private final LedgerReads ledger;
    private final MarketReads market;
    private final HeavyWork heavy;
    private final ExplainConfig config;
    private final Pool pool;
    private final Clock clock;

    ChangeService(
            LedgerReads ledger, MarketReads market, HeavyWork heavy, ExplainConfig config, Pool pool, Clock clock) {
        this.ledger = ledger;
        this.market = market;
        this.heavy = heavy;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
    }

    /** @param at moment of both valuations */
    record Changed(BooksHead from, BooksHead to, Instant at, List<Change> changes) {}

    private record Market(PriceBook prices, RateBook rates) {}

    private record Side(BooksHead head, List<BelievedFact> facts) {}

    /**
     * @param later     as of when, and up to what knowledge
     * @param knownFrom 404 where the portfolio was not known yet, 422 where it is after the later knowledge
     */
    Uni<Changed> between(BooksQuery later, Instant knownFrom, Figure figure, Optional<String> security) {
        return side(later).chain(to -> {
            if (knownFrom.isAfter(to.head().knownAt())) {
                throw ProblemException.invalid(
                        "from_known_at",
                        "AFTER_TO",
                        "It is after " + to.head().knownAt() + ", to which it is compared.");
            }
            Instant at = to.head().valuedAt(clock.instant().truncatedTo(ChronoUnit.MICROS));
            return side(later.at(to.head().asOf(), knownFrom))
                    .chain(from -> markets(figure, security, from, to, at)
                            .chain(markets -> heavy.run(() -> new Changed(
                                    from.head(),
                                    to.head(),
                                    at,
                                    causes(
                                            from,
                                            to,
                                            markets,
                                            new Question(
                                                    figure, security, to.head().asOf(), terms(to, at)))))));
        });
    }

    private Uni<Side> side(BooksQuery query) {
        return ledger.believed(query).map(read -> new Side(read.head(), read.value()));
    }

    private static ValuationTerms terms(Side side, Instant at) {
        return new ValuationTerms(side.head().baseCurrency(), side.head().zone(), at, Staleness.NEVER);
    }

    private List<Change> causes(Side from, Side to, List<Market> markets, Question question) {
        boolean known = question.security()
                .map(id -> transactions(from, to).anyMatch(t -> touches(t, id)))
                .orElse(true);
        if (!known) throw ProblemException.notFound("The portfolio knows nothing of this security.");
        try {
            List<Change> changes = Changes.between(
                    knowledge(from, markets.get(0)), knowledge(to, markets.get(1)), question, config.maxBooked());
            boolean tooMany =
                    changes.stream().anyMatch(change -> change.causes().size() > config.maxCauses());
            if (tooMany) throw tooLarge("There are more than " + config.maxCauses() + " causes");
            return changes;
        } catch (TooLargeException tooLarge) {
            throw tooLarge("More than " + tooLarge.limit() + " transactions would have to be booked");
        }
    }

    private static ProblemException tooLarge(String what) {
        return ProblemException.invalid(
                "from_known_at", "TOO_LARGE", what + "; ask for one security, or for a later from_known_at.");
    }

    private static boolean touches(Transaction t, String security) {
        return t.securityId().equals(security)
                || t.target().filter(security::equals).isPresent();
    }

    private static Stream<Transaction> transactions(Side from, Side to) {
        return Stream.concat(from.facts().stream(), to.facts().stream()).map(BelievedFact::transaction);
    }

    private static Knowledge knowledge(Side side, Market market) {
        Map<TransactionKey, Word> words = new HashMap<>();
        for (BelievedFact fact : side.facts()) {
            words.put(fact.transaction().key(), new Word(fact.transaction(), fact.reversed(), fact.recordedAt()));
        }
        return new Knowledge(words, side.head().policies(), market.prices(), market.rates());
    }

    /** Of both sides, in one snapshot; none where the figure needs none. */
    private Uni<List<Market>> markets(Figure figure, Optional<String> security, Side from, Side to, Instant at) {
        boolean valued = figure == Figure.MARKET_VALUE || figure == Figure.UNREALIZED;
        if (!valued) return Uni.createFrom().item(List.of(NONE, NONE));
        Map<String, Set<String>> currencies = new HashMap<>();
        transactions(from, to)
                .filter(t -> !t.securityId().isEmpty())
                .forEach(t -> Stream.concat(Stream.of(t.securityId()), t.target().stream())
                        .filter(id -> security.map(id::equals).orElse(true))
                        .forEach(id -> currencies
                                .computeIfAbsent(id, any -> new HashSet<>())
                                .add(t.currency())));
        BooksHead head = to.head();
        Moment moment = head.moment(at);
        return Snapshot.read(
                pool,
                tx -> market(
                                tx,
                                currencies,
                                head.baseCurrency(),
                                moment,
                                from.head().knownAt())
                        .chain(first -> market(tx, currencies, head.baseCurrency(), moment, head.knownAt())
                                .map(second -> List.of(first, second))));
    }

    private Uni<Market> market(
            SqlClient tx, Map<String, Set<String>> currencies, String base, Moment moment, Instant knownAt) {
        Optional<Instant> known = Optional.of(knownAt);
        return market.prices(tx, currencies.keySet(), moment, known).chain(prices -> {
            Set<CurrencyPair> pairs = new HashSet<>();
            Set<String> held = new HashSet<>();
            currencies.values().forEach(held::addAll);
            held.forEach(currency -> pairs.add(new CurrencyPair(currency, base)));
            for (String id : currencies.keySet()) {
                prices.priceOf(id)
                        .map(Price::currency)
                        .ifPresent(quoted -> held.forEach(own -> pairs.add(new CurrencyPair(quoted, own))));
            }
            return market.rates(tx, pairs, moment, known).map(rates -> new Market(prices, rates));
        });
    }
}
