package dev.truemark.performance;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.performance.ReturnMethod;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Parameters;
import dev.truemark.portfolio.BooksParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** How a portfolio did. */
@Path("/api/v1/portfolios/{id}/performance")
@Tag(name = "Performance")
@Produces(MediaType.APPLICATION_JSON)
class PortfolioPerformanceResource {
    private final Performances performances;
    private final CurrentCaller current;
    private final Answers answers;

    PortfolioPerformanceResource(Performances performances, CurrentCaller current, Answers answers) {
        this.performances = performances;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "Returns of a portfolio: linked, annualised, money-weighted, day by day",
            description =
                    "External flows are deposits, withdrawals and transfers (at the market value told, or else at "
                            + "the price before the day of what comes in and after the day of what goes out); where cash is not "
                            + "tracked, also the cash of every trade. A day with a missing price or rate, or with nothing "
                            + "invested, has no return: it stands among breaks, and no period over it has one. periods has those "
                            + "that everybody asks for; one that begins before the history is null for 1Y, 3Y and 5Y, and begins "
                            + "with the history otherwise. start_date is an evening. Annualised only from a year up; "
                            + "money_weighted.rate is the XIRR.")
    @APIResponseSchema(PerformanceView.class)
    public Uni<Response> performance(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PerformanceParameters over,
            @RestQuery
                    @Parameter(
                            description =
                                    "TWR unless given, TWR_AT_FLOWS (cut at the instant of each flow that has one, "
                                            + "with the prices of that instant; a date-only flow stands at the start or the end of "
                                            + "its day), MODIFIED_DIETZ or SIMPLE_DIETZ.")
                    String method,
            @RestHeader("If-None-Match") String known) {
        BooksQuery query = when.query(current.caller().id(), id);
        ReturnMethod by =
                Parameters.constant("method", method, ReturnMethod.class).orElse(ReturnMethod.TWR);
        return performances.of(query, over, by).map(view -> answers.of(view, known));
    }
}
