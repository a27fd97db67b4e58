package dev.truemark.performance;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.performance.Linking;
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

/** What each part of a portfolio added to its return. */
@Path("/api/v1/portfolios/{id}/performance/contribution")
@Tag(name = "Performance")
@Produces(MediaType.APPLICATION_JSON)
class PortfolioContributionResource {
    private final Contributions contributions;
    private final CurrentCaller current;
    private final Answers answers;

    PortfolioContributionResource(Contributions contributions, CurrentCaller current, Answers answers) {
        this.contributions = contributions;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "Contributions to the time-weighted return of a portfolio",
            description = "By security, or by an attribute of the instrument as known then; securities without it are "
                    + "UNCLASSIFIED. CASH is what belongs to no security: interest, fees, currency. Contributions add up to "
                    + "linked_return to the last digit; where a day of the period has no return there are none, and reasons "
                    + "says so.")
    @APIResponseSchema(ContributionsView.class)
    public Uni<Response> contribution(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PerformanceParameters over,
            @RestQuery @Parameter(description = "security unless given, asset_class, sector, country or currency.")
                    String by,
            @RestQuery @Parameter(description = "CARINO unless given, or MENCHERO.") String linking,
            @RestHeader("If-None-Match") String known) {
        BooksQuery query = when.query(current.caller().id(), id);
        Segments.By attribute = Parameters.constant("by", by, Segments.By.class).orElse(Segments.By.SECURITY);
        Linking how = Parameters.constant("linking", linking, Linking.class).orElse(Linking.CARINO);
        if (how == Linking.NONE) throw Parameters.bad("linking", "CARINO or MENCHERO");
        return contributions.of(query, over, attribute, how).map(view -> answers.of(view, known));
    }
}
