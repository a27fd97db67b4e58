package dev.truemark.performance;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.performance.Linking;
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

/** Why a portfolio of several currencies did better or worse than a blend of instruments. */
@Path("/api/v1/portfolios/{id}/performance/attribution/currency")
@Tag(name = "Performance")
@Produces(MediaType.APPLICATION_JSON)
class PortfolioCurrencyAttributionResource {
    private final CurrencyAttributions attributions;
    private final CurrentCaller current;
    private final Answers answers;

    PortfolioCurrencyAttributionResource(CurrencyAttributions attributions, CurrentCaller current, Answers answers) {
        this.attributions = attributions;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "Karnosky-Singer attribution of a portfolio against a blend, day by day and linked",
            description =
                    "Positions and cash by currency at the start of each day, against a benchmark that must be a blend of "
                            + "instruments, each in the currency of its price. What cash earns in each currency has to be named by "
                            + "cash_rate or cash_benchmark. A market's return is what its part earned in base currency beyond the "
                            + "change of the currency. Money that came in or was converted on a day is exposed to no change of its "
                            + "currency on it; FLOWS takes the difference. Effects add up to active_return to the last digit. What "
                            + "cannot be computed is null, reasons says why, and broken_on and missing say where.")
    @APIResponseSchema(CurrencyAttributionsView.class)
    public Uni<Response> attribution(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PerformanceParameters over,
            @BeanParam CashRates cash,
            @RestQuery("benchmark_id") @Parameter(description = "A blend; the portfolio's benchmark unless given.")
                    String benchmarkId,
            @RestQuery @Parameter(description = "CARINO unless given, or MENCHERO.") String linking,
            @RestHeader("If-None-Match") String known) {
        BooksQuery query = when.query(current.caller().id(), id);
        Linking how = Parameters.constant("linking", linking, Linking.class).orElse(Linking.CARINO);
        if (how == Linking.NONE) throw Parameters.bad("linking", "CARINO or MENCHERO");
        over.isNet();
        CurrencyAttributions.Asked asked =
                new CurrencyAttributions.Asked(over, Parameters.text("benchmark_id", benchmarkId), cash.named(), how);
        return attributions
                .of(query, asked)
                .onFailure(ArithmeticException.class)
                .transform(failure ->
                        ProblemException.invalid("from", "OUT_OF_RANGE", "The returns are too large to be linked."))
                .map(view -> answers.of(view, known));
    }
}
