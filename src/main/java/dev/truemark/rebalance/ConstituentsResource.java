package dev.truemark.rebalance;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.ledger.BooksHead;
import dev.truemark.market.MarketReads;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Engine;
import dev.truemark.portfolio.BooksParameters;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Positions with their weights and how far they are from their targets. */
@Path("/api/v1/portfolios/{id}/constituents")
@Tag(name = "Allocation")
@Produces(MediaType.APPLICATION_JSON)
class ConstituentsResource {
    private final ValuationService valuations;
    private final TargetRepository targets;
    private final MarketReads market;
    private final Pool pool;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    ConstituentsResource(
            ValuationService valuations,
            TargetRepository targets,
            MarketReads market,
            Pool pool,
            CurrentCaller current,
            Answers answers,
            Engine engine) {
        this.valuations = valuations;
        this.targets = targets;
        this.market = market;
        this.pool = pool;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    @GET
    @Operation(
            summary = "Positions with weights, targets and drift",
            description =
                    "Against the targets in force on as_of, by what they are of: lines has every target and every class "
                            + "or security that is held without one, whose target is 0. drift is weight less target; band_state says "
                            + "whether a weight is within its band. Weights are null until every value is known.")
    @APIResponseSchema(ConstituentsView.class)
    public Uni<Response> constituents(
            @RestPath String id, @BeanParam BooksParameters when, @RestHeader("If-None-Match") String known) {
        return valuations
                .value(when.query(current.caller().id(), id))
                .chain(valued -> inForce(valued).chain(told -> view(valued, told)))
                .map(view -> answers.of(view, known));
    }

    private Uni<Optional<TargetRepository.Dated>> inForce(Valued valued) {
        BooksHead head = valued.books().head();
        return targets.inForce(head.key(), head.asOf(), head.knownAt());
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
