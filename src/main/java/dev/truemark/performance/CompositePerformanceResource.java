package dev.truemark.performance;

import dev.truemark.auth.CurrentCaller;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** How several portfolios did as one. */
@Path("/api/v1/composite/performance")
@Tag(name = "Performance")
@Produces(MediaType.APPLICATION_JSON)
class CompositePerformanceResource {
    private final Composites composites;
    private final PerformanceConfig config;
    private final CurrentCaller current;
    private final Answers answers;

    CompositePerformanceResource(
            Composites composites, PerformanceConfig config, CurrentCaller current, Answers answers) {
        this.composites = composites;
        this.config = config;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "Time-weighted returns of several portfolios as one, in one currency",
            description =
                    "The return of a day is that of the sums of values and flows, that is the mean of the portfolios' "
                            + "returns weighted by what was invested in each. Values are converted at the end of each day, a "
                            + "flow at the start of its day at the evening before; a price or a rate that is missing of one "
                            + "leaves the day without a return. A portfolio counts from its first day on. dispersion is the "
                            + "sample deviation of the returns of those that were there throughout. All are as of one date "
                            + "and as known at one instant, those of the answer.")
    @APIResponseSchema(CompositeView.class)
    public Uni<Response> performance(
            @RestQuery("portfolio_id") @Parameter(description = "Which portfolios, separated by commas.")
                    String portfolioId,
            @RestQuery("base_currency") @Parameter(description = "That of the first portfolio unless given.")
                    String baseCurrency,
            @BeanParam BooksParameters when,
            @BeanParam PerformanceParameters over,
            @RestHeader("If-None-Match") String known) {
        List<String> ids = ids(portfolioId);
        Optional<String> base = Parameters.text("base_currency", baseCurrency);
        base.filter(code -> !code.matches("[A-Z]{3}")).ifPresent(code -> {
            throw Parameters.bad("base_currency", "a currency of three capital letters");
        });
        Composites.Question asked = new Composites.Question(
                ids.stream().map(id -> when.query(current.caller().id(), id)).toList(), base, over);
        return composites.of(asked).map(view -> answers.of(view, known));
    }

    private List<String> ids(String text) {
        List<String> ids = Parameters.text("portfolio_id", text).stream()
                .flatMap(given -> Stream.of(given.split(",", -1)))
                .map(String::strip)
                .toList();
        boolean whole = !ids.isEmpty() && ids.stream().noneMatch(String::isEmpty);
        if (!whole) throw Parameters.bad("portfolio_id", "ids of portfolios, separated by commas");
        if (ids.stream().distinct().count() != ids.size()) {
            throw ProblemException.invalid("portfolio_id", "DUPLICATE", "A portfolio counts once.");
        }
        if (ids.size() > config.maxMembers()) {
            throw ProblemException.invalid(
                    "portfolio_id", "TOO_MANY", "There may be " + config.maxMembers() + " at most.");
        }
        return ids;
    }
}
