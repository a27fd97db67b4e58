package dev.truemark.rebalance;

import dev.truemark.core.rebalance.Proposal;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksFilter;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.HeldLot;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.market.Instrument;
import dev.truemark.market.MarketReads;
import dev.truemark.platform.problem.FieldError;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.ValuedUnits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a proposal is made of, at one moment and as known at one instant. */
@ApplicationScoped
class RebalanceService {
    private final LedgerReads ledger;
    private final ValuationService valuations;
    private final TargetRepository targets;
    private final MarketReads market;
    private final RebalanceConfig config;
    private final HeavyWork heavy;
    private final Pool pool;
    private final Engine engine;

    RebalanceService(
            LedgerReads ledger,
            ValuationService valuations,
            TargetRepository targets,
            MarketReads market,
            RebalanceConfig config,
            HeavyWork heavy,
            Pool pool,
            Engine engine) {
        this.ledger = ledger;
        this.valuations = valuations;
        this.targets = targets;
        this.market = market;
        this.config = config;
        this.heavy = heavy;
        this.pool = pool;
        this.engine = engine;
    }

    /** Targets, and since when they hold where they are stored. */
    private record Wanted(TargetsGiven targets, Optional<LocalDate> date) {}

    Uni<RebalanceView> propose(BooksQuery query, RebalanceRequest request) {
        return wanted(query, request)
                .chain(wanted -> valuations
                        .valueWithUnits(query, wanted.targets().securities())
                        .invoke(RebalanceService::requireWhole)
                        .chain(valued -> propose(query, request, wanted, valued)));
    }

    private Uni<Wanted> wanted(BooksQuery query, RebalanceRequest request) {
        if (request.targets() != null) {
            return Uni.createFrom().item(new Wanted(request.targets(), Optional.empty()));
        }
        return ledger.books(query)
                .map(Books::head)
                .chain(head -> targets.inForce(head.key(), head.asOf(), head.knownAt()))
                .map(found -> found.map(each -> new Wanted(each.targets(), Optional.of(each.date())))
                        .orElseThrow(() -> new ProblemException(
                                RebalanceProblems.TARGETS_MISSING,
                                "Give targets with the request, or tell them by PUT …/targets.")));
    }

    /** Weights of a part would be acted upon as those of the whole. */
    private static void requireWhole(ValuedUnits valued) {
        if (valued.valued().value().totalValue().isKnown()) return;
        throw new ProblemException(
                RebalanceProblems.VALUATION_INCOMPLETE,
                "A price or a rate is missing, so there are no weights.",
                valued.valued().value().quality().missing().stream()
                        .map(each -> new FieldError(each, "VALUE_UNKNOWN", "It has no price, or no rate."))
                        .toList());
    }

    private Uni<RebalanceView> propose(BooksQuery query, RebalanceRequest request, Wanted wanted, ValuedUnits valued) {
        BooksHead head = valued.valued().books().head();
        List<String> securities = new ArrayList<>(wanted.targets().securities());
        valued.valued().books().holdings().forEach(each -> securities.add(each.securityId()));
        if (securities.size() > config.maxPositions()) {
            throw ProblemException.invalid(
                    "targets", "TOO_MANY", "Securities held and wanted are " + config.maxPositions() + " at most.");
        }
        return market.instruments(pool, securities, Optional.of(head.knownAt()))
                .chain(instruments -> ledger.lots(query.at(head.asOf(), head.knownAt()), BooksFilter.ALL)
                        .chain(lots -> heavy.run(() -> answer(request, wanted, valued, instruments, lots.value())
                                .view(wanted.date(), engine.version()))));
    }

    private static RebalanceAnswer answer(
            RebalanceRequest request,
            Wanted wanted,
            ValuedUnits valued,
            Map<String, Instrument> instruments,
            List<HeldLot> lots) {
        List<PositionValue> positions = valued.valued().value().positions();
        BigDecimal cash = valued.valued().value().cashBalance().value().orElseThrow();
        Draft draft = Draft.of(
                Compared.of(Compared.held(positions, wanted.targets(), instruments), wanted.targets()),
                security -> valued.units().get(security).marketValueBase(),
                cash,
                request,
                wanted.targets());
        Proposal proposal = draft.proposal();
        return new RebalanceAnswer(
                valued, draft, proposal, new Sales(valued.valued().books().head(), lots, request));
    }
}
