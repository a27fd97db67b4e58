package dev.truemark.stress;

import dev.truemark.auth.CurrentCaller;
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

/** The risk of what is held now, by the past of its prices. */
@Path("/api/v1/portfolios/{id}/risk/holdings")
@Tag(name = "Risk")
@Produces(MediaType.APPLICATION_JSON)
class HoldingsRiskResource {
    private final HoldingsRisks risks;
    private final CurrentCaller current;
    private final Answers answers;

    HoldingsRiskResource(HoldingsRisks risks, CurrentCaller current, Answers answers) {
        this.risks = risks;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "Value at risk and expected shortfall of what is held now",
            description =
                    "Today's weights times the history of prices and rates, evening by evening on weekdays, whatever was held "
                            + "then: so what was bought yesterday counts with all its past. Splits that the portfolio knows of are taken "
                            + "out; a change of a day that may be another leaves no figure unless accept_jumps is true. Dividends do not "
                            + "count. A holding without a price or a rate on an evening, or with a stale one, is in missing, and then "
                            + "there is no figure. Losses are positive parts of total_value.")
    @APIResponseSchema(HoldingsRiskView.class)
    public Uni<Response> risk(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam HoldingsParameters by,
            @RestHeader("If-None-Match") String known) {
        return risks.of(when.query(current.caller().id(), id), by).map(view -> answers.of(view, known));
    }
}
