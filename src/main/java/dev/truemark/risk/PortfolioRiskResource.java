package dev.truemark.risk;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.performance.PerformanceParameters;
import dev.truemark.platform.reading.Answers;
import dev.truemark.portfolio.BooksParameters;
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

/** The risk of a portfolio. */
@Path("/api/v1/portfolios/{id}/risk")
@Tag(name = "Risk")
@Produces(MediaType.APPLICATION_JSON)
class PortfolioRiskResource {
    private final PortfolioRisks risks;
    private final CurrentCaller current;
    private final Answers answers;

    PortfolioRiskResource(PortfolioRisks risks, CurrentCaller current, Answers answers) {
        this.risks = risks;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "Risk figures of a portfolio",
            description = "Of its daily time-weighted returns on weekdays, a weekend counted with the Monday after it; "
                    + "defined as in POST /analytics/risk. Fewer than 20 returns have no volatility, and a day without a "
                    + "return (a missing price) leaves no figure over it: choose a period without one. The drawdown has "
                    + "dates. Against a benchmark the times between its points are compared, so a benchmark of months is "
                    + "compared by months. A figure without a value is null, and reasons says why.")
    @APIResponseSchema(PortfolioRiskView.class)
    public Uni<Response> risk(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PerformanceParameters over,
            @BeanParam PortfolioRiskParameters by,
            @RestHeader("If-None-Match") String known) {
        BooksQuery query = when.query(current.caller().id(), id);
        return risks.of(query, over, by).map(view -> answers.of(view, known));
    }
}
