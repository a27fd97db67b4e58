package dev.truemark.portfolio;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.ledger.Policy;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.PageParameters;
import dev.truemark.platform.reading.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** The caller's portfolios; what stands in them is read below their paths. */
@Path("/api/v1/portfolios")
@Tag(name = "Portfolios")
@Produces(MediaType.APPLICATION_JSON)
class PortfolioResource {
    private final PortfolioService portfolios;
    private final PortfolioCreation creation;
    private final CurrentCaller current;
    private final Answers answers;

    PortfolioResource(PortfolioService portfolios, PortfolioCreation creation, CurrentCaller current, Answers answers) {
        this.portfolios = portfolios;
        this.creation = creation;
        this.current = current;
        this.answers = answers;
    }

    record PortfoliosView(List<PortfolioView> portfolios, String nextCursor) {}

    /** @param awaited the policy that the books will follow as soon as they have taken it */
    record AcceptedView(PortfolioView portfolio, AwaitedPolicy awaited) {}

    record AwaitedPolicy(
            Policy.CostMethod costMethod,
            Policy.Oversell oversell,
            Policy.DividendTreatment dividendTreatment,
            Policy.CashTracking cashTracking,
            boolean feesInCost) {
        static AwaitedPolicy of(Policy p) {
            return new AwaitedPolicy(
                    p.costMethod(), p.oversell(), p.dividendTreatment(), p.cashTracking(), p.feesInCost());
        }
    }

    @GET
    @Operation(
            summary = "Your portfolios",
            description = "Sorts by portfolio_id, name, base_currency, created_at, updated_at.")
    @APIResponseSchema(PortfoliosView.class)
    public Uni<Response> list(@BeanParam PageParameters paging, @RestHeader("If-None-Match") String known) {
        UUID owner = current.caller().id();
        PageRequest page = PageRequest.of(paging, "portfolios", owner);
        return portfolios
                .list(owner, PortfolioRepository.SORTING.order(paging.sort), page)
                .map(found -> new PortfoliosView(found.map(PortfolioView::of).items(), page.next(found)))
                .map(view -> answers.of(view, known));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "A new portfolio")
    @APIResponseSchema(value = PortfolioView.class, responseCode = "201")
    public Uni<Response> create(
            PortfolioFields fields,
            @RestHeader("Idempotency-Key")
                    @Parameter(
                            description = "Names the request: made again with the same body it has the first answer, "
                                    + "with Idempotency-Replayed: true, and one effect; with another body it is 409")
                    String key) {
        return creation.create(current.caller().id(), required(fields), Optional.ofNullable(key))
                .map(PortfolioResource::created);
    }

    private static Response created(PortfolioCreation.Created made) {
        Response.ResponseBuilder response = Response.created(
                        URI.create("/api/v1/portfolios/" + made.view().id()))
                .entity(made.view());
        if (made.replayed()) response.header("Idempotency-Replayed", "true");
        return response.build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a portfolio",
            description =
                    "Absent fields stay as they are. A changed policy (cost_method, oversell, dividend_treatment, "
                            + "cash_tracking, fees_in_cost) re-books the portfolio in its turn: then the answer is 202 and names what is awaited. "
                            + "base_currency and time_zone cannot change once something is booked (409).")
    @APIResponseSchema(value = PortfolioView.class, responseCode = "200")
    @APIResponse(responseCode = "202", description = "The profile is changed, the policy handed to the books")
    public Uni<Response> change(@RestPath String id, PortfolioFields fields) {
        return portfolios.change(current.caller(), id, required(fields)).map(changed -> {
            PortfolioView view = PortfolioView.of(changed.portfolio());
            return changed.awaited()
                    .map(policy -> Response.accepted(new AcceptedView(view, AwaitedPolicy.of(policy)))
                            .build())
                    .orElseGet(() -> Response.ok(view).build());
        });
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete a portfolio", description = "It is no longer there for anybody; its facts are kept.")
    public Uni<Void> delete(@RestPath String id) {
        return portfolios.delete(current.caller().id(), id);
    }

    private static PortfolioFields required(PortfolioFields fields) {
        if (fields == null) throw new ProblemException(CommonProblems.MALFORMED_JSON, "A JSON object is needed.");
        return fields;
    }
}
