package dev.truemark.rebalance;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.performance.Given;
import dev.truemark.portfolio.BooksParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Trades that would bring a portfolio to its targets. */
@Path("/api/v1/portfolios/{id}/rebalance")
@Tag(name = "Allocation")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RebalanceResource {
    private final RebalanceService service;
    private final RebalanceConfig config;
    private final CurrentCaller current;

    RebalanceResource(RebalanceService service, RebalanceConfig config, CurrentCaller current) {
        this.service = service;
        this.config = config;
        this.current = current;
    }

    @POST
    @Operation(
            summary = "Propose trades that bring a portfolio to its targets",
            description =
                    "Changes nothing. Against targets of the request, or those in force on as_of. Of all plans that break "
                            + "no rule, the one with the least drift: half the sum of the sizes of weight less target, cash among them, by "
                            + "the total after fees; where there are too many plans to be looked at, the best that is found. Nothing is "
                            + "sold that is not held, and cash never falls below minimum_cash. By class, members of a class are "
                            + "traded, and what is not told to be of any class stays. cash_first: nothing is sold where buying "
                            + "brings every weight into its band. lots TAX takes lots with the least tax first; the realised gains are what "
                            + "the books would book. A portfolio with a value that is not known is 409.")
    public Uni<RebalanceView> rebalance(
            @RestPath String id, @BeanParam BooksParameters when, RebalanceRequest request) {
        RebalanceRequest given = Given.body(request).checked(config);
        return service.propose(when.query(current.caller().id(), id), given);
    }
}
