package dev.truemark.rebalance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.ledger.BooksHead;
import dev.truemark.market.MarketReads;
import dev.truemark.platform.reading.Engine;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Optional;

/** How far portfolios are from their targets. */
@ApplicationScoped
public class Drifts {
    private final TargetRepository targets;
    private final MarketReads market;
    private final Pool pool;
    private final Engine engine;

    Drifts(TargetRepository targets, MarketReads market, Pool pool, Engine engine) {
        this.targets = targets;
        this.market = market;
        this.pool = pool;
        this.engine = engine;
    }

    /**
     * The line that is farthest from its target.
     *
     * @param size   {@code |weight − target|}, cash among the lines; empty where undefined
     * @param reason why it is
     */
    public record Largest(Optional<BigDecimal> size, Optional<Undefined> reason) {}

    /** Against the targets in force on the date of the valuation. */
    public Uni<Largest> largest(Valued valued) {
        return view(valued).map(Drifts::largest);
    }

    private static Largest largest(ConstituentsView view) {
        if (view.drift() == null) {
            return new Largest(Optional.empty(), Optional.of(view.reasons().get("drift")));
        }
        BigDecimal most = view.cash().drift().abs();
        for (ConstituentsView.LineView each : view.lines())
            most = most.max(each.drift().abs());
        return new Largest(Optional.of(most), Optional.empty());
    }

    Uni<ConstituentsView> view(Valued valued) {
        BooksHead head = valued.books().head();
        return targets.inForce(head.key(), head.asOf(), head.knownAt()).chain(told -> view(valued, told));
    }

    private Uni<ConstituentsView> view(Valued valued, Optional<TargetRepository.Dated> told) {
        return market.instruments(
                        pool,
                        valued.books().open().stream()
                                .map(each -> each.holding().securityId())
                                .toList(),
                        Optional.of(valued.books().head().knownAt()))
                .map(instruments -> ConstituentsView.of(
                        valued,
                        told,
                        told.map(each -> Compared.of(
                                Compared.held(valued.value().positions(), each.targets(), instruments),
                                each.targets())),
                        engine.version()));
    }
}
