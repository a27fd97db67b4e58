package dev.truemark.allocation;

import dev.truemark.core.allocation.Allocation;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How portfolios are spread at the prices of their valuation. */
@ApplicationScoped
public class Allocations {
    private final ValuationService valuations;
    private final KnownInstruments instruments;
    private final HeavyWork heavy;
    private final Engine engine;

    Allocations(ValuationService valuations, KnownInstruments instruments, HeavyWork heavy, Engine engine) {
        this.valuations = valuations;
        this.instruments = instruments;
        this.heavy = heavy;
        this.engine = engine;
    }

    Uni<AllocationView> of(BooksQuery query, Allocation.Question asked) {
        return valuations.value(query).chain(valued -> of(valued, asked));
    }

    /** By the usual attributes, of a portfolio that is valued already. */
    public Uni<AllocationView> of(Valued valued) {
        return of(valued, new AllocationParameters().question());
    }

    /** By the usual attributes, with instruments that were read already, funds looked through. */
    public static AllocationFigures of(PortfolioValue value, KnownInstruments.Known known) {
        return of(value, known, new AllocationParameters().question());
    }

    private static AllocationFigures of(PortfolioValue value, KnownInstruments.Known known, Allocation.Question asked) {
        return AllocationFigures.of(Allocation.of(Spread.of(value, known), asked), asked.lookThrough());
    }

    private Uni<AllocationView> of(Valued valued, Allocation.Question asked) {
        return instruments
                .of(Spread.securities(valued.value()), valued.books().head().knownAt(), asked.lookThrough())
                .chain(terms -> heavy.run(() -> of(valued.value(), terms, asked)))
                .map(figures -> AllocationView.of(valued, figures, engine.version()));
    }
}
