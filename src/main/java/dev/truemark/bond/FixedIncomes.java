package dev.truemark.bond;

import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ingest.format.BondForm;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.InstrumentLabel;
import dev.truemark.market.Instrument;
import dev.truemark.market.MarketReads;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The bonds of portfolios at the prices of their valuation. */
@ApplicationScoped
public class FixedIncomes {
    private final ValuationService valuations;
    private final MarketReads market;
    private final HeavyWork heavy;
    private final Pool pool;
    private final Engine engine;

    FixedIncomes(ValuationService valuations, MarketReads market, HeavyWork heavy, Pool pool, Engine engine) {
        this.valuations = valuations;
        this.market = market;
        this.heavy = heavy;
        this.pool = pool;
        this.engine = engine;
    }

    Uni<FixedIncomeView> of(BooksQuery query) {
        return valuations.value(query).chain(this::of);
    }

    /** Of a portfolio that is valued already. */
    public Uni<FixedIncomeView> of(Valued valued) {
        return market.instruments(
                        pool,
                        valued.books().open().stream()
                                .map(held -> held.holding().securityId())
                                .toList(),
                        Optional.of(valued.books().head().knownAt()))
                .chain(terms -> heavy.run(() -> view(valued, terms)));
    }

    private FixedIncomeView view(Valued valued, Map<String, Instrument> instruments) {
        Map<String, InstrumentLabel> labels = valued.books().open().stream()
                .collect(Collectors.toMap(held -> held.holding().securityId(), HeldPosition::instrument));
        List<HeldBond> bonds = valued.value().positions().stream()
                .flatMap(position -> bond(position, labels, instruments, valued).stream())
                .toList();
        return FixedIncomeView.of(valued.books().head(), bonds, engine.version());
    }

    private static Optional<HeldBond> bond(
            PositionValue position,
            Map<String, InstrumentLabel> labels,
            Map<String, Instrument> instruments,
            Valued valued) {
        String security = position.holding().securityId();
        return Optional.ofNullable(instruments.get(security))
                .flatMap(Instrument::terms)
                .filter(BondForm::isTold)
                .map(terms -> HeldBond.of(
                        position,
                        labels.get(security),
                        terms,
                        valued.books().head().asOf()));
    }
}
