package dev.truemark.alert;

import dev.truemark.core.market.PriceBook;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.market.MarketReads;
import dev.truemark.performance.PerformanceParameters;
import dev.truemark.performance.Performances;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.rebalance.Drifts;
import dev.truemark.risk.PortfolioRiskParameters;
import dev.truemark.risk.PortfolioRisks;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The figures that some rules of a portfolio look at, by the functions that REST answers with: one valuation of now for all
 * of them, and for those that rest on every day the answer at its date and knowledge.
 */
@ApplicationScoped
class Looks {
    /** Securities whose units meant something else the evening before. */
    private static final String CHANGED = """
            SELECT DISTINCT b.security_id FROM booking b
            JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
                AND f.transaction_id = b.transaction_id AND f.revision = b.revision
            WHERE b.portfolio_key = $1 AND b.security_id = ANY($2) AND b.trade_date = $3
                AND f.type IN ('SPLIT', 'STOCK_DIVIDEND', 'SPIN_OFF', 'MERGER', 'RIGHTS_ISSUE')""";

    private final ValuationService valuations;
    private final Drifts drifts;
    private final Performances performances;
    private final PortfolioRisks risks;
    private final MarketReads market;
    private final Pool pool;

    Looks(
            ValuationService valuations,
            Drifts drifts,
            Performances performances,
            PortfolioRisks risks,
            MarketReads market,
            Pool pool) {
        this.valuations = valuations;
        this.drifts = drifts;
        this.performances = performances;
        this.risks = risks;
        this.market = market;
        this.pool = pool;
    }

    /**
     * What was seen.
     *
     * @param figures by rule; none of a rule that was not looked at
     */
    record Seen(Valued valued, Map<UUID, Figure> figures) {
        long version() {
            return valued.books().head().version();
        }

        /** The figure of a rule with what it rests on. */
        Alert.At at(WatchedRule rule) {
            Figure figure = figures.get(rule.id());
            BooksHead head = valued.books().head();
            return new Alert.At(
                    figure.known().orElse(null),
                    figure.why().orElse(null),
                    head.asOf(),
                    head.knownAt(),
                    rule.kind().isOfHistory() ? null : valued.basis().text(),
                    valued.stateHash());
        }
    }

    Uni<Seen> look(UUID owner, UUID portfolio, List<WatchedRule> rules) {
        BooksQuery now = BooksQuery.now(owner, portfolio.toString());
        return valuations
                .value(now)
                .chain(valued -> evening(valued, rules)
                        .chain(evening -> Multi.createFrom()
                                .iterable(rules)
                                .onItem()
                                .transformToUniAndConcatenate(rule ->
                                        figure(rule, now, valued, evening).map(figure -> Map.entry(rule.id(), figure)))
                                .collect()
                                .asList()
                                .map(all -> {
                                    Map<UUID, Figure> figures = new HashMap<>();
                                    all.forEach(each -> figures.put(each.getKey(), each.getValue()));
                                    return new Seen(valued, figures);
                                })));
    }

    private Uni<Figure> figure(WatchedRule rule, BooksQuery now, Valued valued, Evening evening) {
        BooksHead head = valued.books().head();
        BooksQuery pinned = now.at(head.asOf(), head.knownAt());
        Optional<String> security = Optional.ofNullable(rule.rule().securityId());
        return switch (rule.kind()) {
            case VALUE -> Uni.createFrom().item(RuleFigures.value(valued));
            case STALE -> Uni.createFrom().item(RuleFigures.age(security, valued));
            case PRICE_MOVE ->
                Uni.createFrom()
                        .item(RuleFigures.move(
                                security.orElseThrow(), valued, evening.prices(), evening.changedUnits()));
            case DRIFT ->
                drifts.largest(valued)
                        .map(largest -> largest.size()
                                .<Figure>map(Figure.Known::new)
                                .orElseGet(() ->
                                        RuleFigures.unknown(largest.reason().orElseThrow())));
            case DRAWDOWN -> whenNotTooBusy(performances.of(pinned).map(RuleFigures::drawdown));
            case VAR ->
                whenNotTooBusy(risks.of(pinned, new PerformanceParameters(), parameters(rule))
                        .map(risk -> RuleFigures.valueAtRisk(rule.varMethod().orElseThrow(), risk)));
        };
    }

    private static PortfolioRiskParameters parameters(WatchedRule rule) {
        PortfolioRiskParameters parameters = new PortfolioRiskParameters();
        parameters.confidence = rule.confidence().toPlainString();
        parameters.horizon = rule.horizon().toString();
        return parameters;
    }

    /** A figure that is refused for the moment is asked for again when its turn comes. */
    private static Uni<Figure> whenNotTooBusy(Uni<Figure> figure) {
        return figure.onFailure(ProblemException.class)
                .recoverWithItem(refused -> new Figure.Unknown(refused.type().code()));
    }

    /** What moves are measured from. */
    private record Evening(PriceBook prices, Set<String> changedUnits) {}

    private Uni<Evening> evening(Valued valued, List<WatchedRule> rules) {
        Set<String> securities = new HashSet<>();
        for (WatchedRule each : rules) {
            if (each.kind() == AlertKind.PRICE_MOVE) securities.add(each.rule().securityId());
        }
        if (securities.isEmpty()) return Uni.createFrom().item(new Evening(id -> Optional.empty(), Set.of()));
        BooksHead head = valued.books().head();
        return market.prices(
                        pool,
                        securities,
                        RuleFigures.eveningBefore(head.asOf(), head.zone()),
                        Optional.of(head.knownAt()))
                .chain(prices -> pool.preparedQuery(CHANGED)
                        .execute(Tuple.of(head.key(), securities.toArray(String[]::new), head.asOf()))
                        .map(rows -> {
                            Set<String> changed = new HashSet<>();
                            for (Row row : rows) changed.add(row.getString("security_id"));
                            return new Evening(prices, changed);
                        }));
    }
}
