package dev.truemark.rebalance;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.platform.reading.Answers;
import dev.truemark.portfolio.BooksParameters;
import dev.truemark.valuation.ValuationService;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
    private final Drifts drifts;
    private final CurrentCaller current;
    private final Answers answers;

    ConstituentsResource(ValuationService valuations, Drifts drifts, CurrentCaller current, Answers answers) {
        this.valuations = valuations;
        this.drifts = drifts;
        this.current = current;
        this.answers = answers;
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
                .chain(drifts::view)
                .map(view -> answers.of(view, known));
    }
}
