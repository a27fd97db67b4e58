package dev.truemark.performance;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.performance.Attribution;
import dev.truemark.core.performance.Linking;
import dev.truemark.core.performance.PortfolioAttribution;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.problem.ProblemException;
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

/** Why a portfolio did better or worse than a blend of instruments. */
@Path("/api/v1/portfolios/{id}/performance/attribution")
@Tag(name = "Performance")
@Produces(MediaType.APPLICATION_JSON)
class PortfolioAttributionResource {
    private final Attributions attributions;
    private final CurrentCaller current;
    private final Answers answers;

    PortfolioAttributionResource(Attributions attributions, CurrentCaller current, Answers answers) {
        this.attributions = attributions;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "Brinson attribution of a portfolio against a blend, day by day and linked",
            description =
                    "The benchmark must be a blend of instruments; its daily returns are those of their prices in base "
                            + "currency, as quoted (splits and dividends are not taken out). Flows in are taken at the start of the "
                            + "day and flows out at its end, whatever flow_timing says. A part that only the portfolio holds is all "
                            + "allocation, one that only the benchmark holds has no selection. Effects add up to active_return to the "
                            + "last digit. What cannot be computed is null, and reasons says why.")
    @APIResponseSchema(AttributionsView.class)
    public Uni<Response> attribution(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PerformanceParameters over,
            @RestQuery @Parameter(description = "asset_class unless given, security, sector, country or currency.")
                    String by,
            @RestQuery("benchmark_id") @Parameter(description = "A blend; the portfolio's benchmark unless given.")
                    String benchmarkId,
            @RestQuery @Parameter(description = "BRINSON_FACHLER unless given, or BHB.") String model,
            @RestQuery @Parameter(description = "SEPARATE unless given, or IN_SELECTION.") String interaction,
            @RestQuery @Parameter(description = "CARINO unless given, or MENCHERO.") String linking,
            @RestHeader("If-None-Match") String known) {
        BooksQuery query = when.query(current.caller().id(), id);
        Linking how = Parameters.constant("linking", linking, Linking.class).orElse(Linking.CARINO);
        if (how == Linking.NONE) throw Parameters.bad("linking", "CARINO or MENCHERO");
        PortfolioAttribution.Rules rules = new PortfolioAttribution.Rules(
                Parameters.constant("model", model, Attribution.Model.class).orElse(Attribution.Model.BRINSON_FACHLER),
                Parameters.constant("interaction", interaction, Attribution.Interaction.class)
                        .orElse(Attribution.Interaction.SEPARATE),
                how);
        Segments.By attribute = Parameters.constant("by", by, Segments.By.class).orElse(Segments.By.ASSET_CLASS);
        over.isNet();
        return attributions
                .of(query, over, Parameters.text("benchmark_id", benchmarkId), attribute, rules)
                .onFailure(ArithmeticException.class)
                .transform(failure ->
                        ProblemException.invalid("from", "OUT_OF_RANGE", "The returns are too large to be linked."))
                .map(view -> answers.of(view, known));
    }
}
