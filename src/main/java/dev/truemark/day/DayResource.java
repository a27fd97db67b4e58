package dev.truemark.day;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Parameters;
import dev.truemark.portfolio.BooksParameters;
import dev.truemark.valuation.Basis;
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

/** How a portfolio does today. */
@Path("/api/v1/portfolios/{id}/day")
@Tag(name = "Performance")
@Produces(MediaType.APPLICATION_JSON)
class DayResource {
    private final Days days;
    private final CurrentCaller current;
    private final Answers answers;

    DayResource(Days days, CurrentCaller current, Answers answers) {
        this.days = days;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary =
                    "The day of a portfolio so far: profit by what made it, return, contributions, drawdown, allocation",
            description =
                    "From the end of the day before to now, or to the end of as_of. profit is the change of the value "
                            + "less what came in from outside, and its parts sum to it: price and currency of what was held and dealt "
                            + "(local gains at the rate of now; cash gains by its currency alone), income, fees, taxes, and other "
                            + "for adjustments of cash. return is that of GET performance for the day, contributions sum to it, "
                            + "allocation is that of GET allocation. Without a price or a rate of the evening before or of now what "
                            + "needs it is null, and reasons says why.")
    @APIResponseSchema(DayView.class)
    public Uni<Response> day(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @RestQuery
                    @Parameter(
                            description =
                                    "The basis of another answer or of an analytics frame, its JSON in base64url, "
                                            + "together with its known_at and without as_of: the same figures are computed again "
                                            + "from the facts alone.")
                    String basis,
            @RestHeader("If-None-Match") String known) {
        BooksQuery query = when.query(current.caller().id(), id);
        return Parameters.text("basis", basis)
                .map(text -> days.recompute(query, basisOf(text, query)))
                .orElseGet(() -> days.of(query))
                .map(view -> answers.of(view, known));
    }

    private static Basis basisOf(String text, BooksQuery query) {
        if (query.asOf().isPresent() || query.knownAt().isEmpty()) {
            throw Parameters.bad("basis", "given with the known_at of its answer and without as_of");
        }
        return Basis.parse(text)
                .orElseThrow(() -> Parameters.bad("basis", "the base64url of a basis with market_offsets"));
    }
}
