package dev.truemark.explain;

import dev.truemark.core.explain.Explainer;
import dev.truemark.core.explain.Explanation;
import dev.truemark.core.explain.Figure;
import dev.truemark.core.explain.Origin;
import dev.truemark.core.explain.TooLargeException;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.PortfolioLedger;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BelievedFact;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.market.CurrencyPair;
import dev.truemark.market.MarketReads;
import dev.truemark.market.RateNeed;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Derives figures from the facts: the portfolio is valued as every other answer values it, its books are folded cold from what
 * was known then, and the derivation must come to the very figure that was valued.
 */
@ApplicationScoped
class ExplanationService {
    private final ValuationService valuations;
    private final LedgerReads ledger;
    private final MarketReads market;
    private final HeavyWork heavy;
    private final ExplainConfig config;
    private final Pool pool;

    ExplanationService(
            ValuationService valuations,
            LedgerReads ledger,
            MarketReads market,
            HeavyWork heavy,
            ExplainConfig config,
            Pool pool) {
        this.valuations = valuations;
        this.ledger = ledger;
        this.market = market;
        this.heavy = heavy;
        this.config = config;
        this.pool = pool;
    }

    /** 404 for a security of which the portfolio knows nothing, 422 for a derivation that is too large to build. */
    Uni<Explained> explain(BooksQuery query, Figure figure, Optional<String> security) {
        return valuations.value(query).chain(valued -> {
            BooksHead head = valued.books().head();
            return ledger.believed(query.at(head.asOf(), head.knownAt()))
                    .map(read -> read.value().stream()
                            .filter(fact -> !fact.reversed())
                            .toList())
                    .chain(facts -> foundRates(head, facts, security)
                            .chain(rates -> heavy.run(() -> explained(valued, facts, rates, figure, security))));
        });
    }

    /** The quotes behind the rates that bookings found; one that has changed since and waits to be booked is left out. */
    private Uni<Map<TransactionKey, Rate>> foundRates(
            BooksHead head, List<BelievedFact> facts, Optional<String> security) {
        boolean all = security.isEmpty()
                || facts.stream().anyMatch(fact -> fact.transaction().target().equals(security));
        List<Transaction> found = facts.stream()
                .filter(fact -> !fact.rateTold())
                .map(BelievedFact::transaction)
                .filter(t -> !t.currency().equals(head.baseCurrency()))
                .filter(t -> all || t.securityId().equals(security.get()))
                .filter(t -> !t.order().date().isAfter(head.asOf()))
                .filter(t -> t.toBase() instanceof Conversion.Known)
                .toList();
        if (found.isEmpty()) return Uni.createFrom().item(Map.of());
        List<RateNeed> needs = found.stream()
                .map(t -> new RateNeed(
                        new CurrencyPair(t.currency(), head.baseCurrency()),
                        t.order().date(),
                        t.order().isTimed() ? Optional.of(t.order().time()) : Optional.empty(),
                        head.zone()))
                .toList();
        return market.ratesAt(pool, needs, Optional.of(head.knownAt())).map(rates -> {
            Map<TransactionKey, Rate> byKey = new HashMap<>();
            for (int n = 0; n < rates.size(); n++) byKey.put(found.get(n).key(), rates.get(n));
            return byKey;
        });
    }

    private Explained explained(
            Valued valued,
            List<BelievedFact> facts,
            Map<TransactionKey, Rate> rates,
            Figure figure,
            Optional<String> security) {
        BooksHead head = valued.books().head();
        PortfolioBooks books = PortfolioLedger.book(
                        facts.stream().map(BelievedFact::transaction).toList(), head.policies())
                .asOf(head.asOf());
        if (security.isPresent() && !books.books().containsKey(security.get())) {
            throw ProblemException.notFound("The portfolio knows nothing of this security.");
        }
        Map<TransactionKey, Origin> origins = new HashMap<>();
        for (BelievedFact fact : facts) origins.put(fact.transaction().key(), origin(fact, rates));
        Explainer explainer = new Explainer(
                books,
                valued.value(),
                key -> origins.getOrDefault(key, Origin.NONE),
                head.baseCurrency(),
                config.maxBuilt());
        try {
            Explanation explanation =
                    security.map(id -> explainer.ofSecurity(figure, id)).orElseGet(() -> explainer.ofPortfolio(figure));
            return new Explained(valued, figure, security, quality(valued, security), explanation);
        } catch (TooLargeException tooLarge) {
            throw ProblemException.invalid(
                    "figure",
                    "TOO_LARGE",
                    "The derivation has more than " + tooLarge.limit()
                            + " nodes; ask for one security, or for an earlier as_of.");
        }
    }

    private static Origin origin(BelievedFact fact, Map<TransactionKey, Rate> rates) {
        Rate found = rates.getOrDefault(fact.transaction().key(), Rate.MISSING);
        return new Origin(
                fact.price(), fact.rateTold(), fact.rateTime().or(found::at), found.quotes(), fact.foundPrice());
    }

    private static Quality quality(Valued valued, Optional<String> security) {
        return security.flatMap(id -> valued.value().positions().stream()
                        .filter(each -> each.holding().securityId().equals(id))
                        .findFirst())
                .map(PositionValue::quality)
                .orElse(valued.value().quality());
    }
}
