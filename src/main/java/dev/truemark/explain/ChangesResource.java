package dev.truemark.explain;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.explain.Figure;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Why a figure is no longer what it was. */
@Path("/api/v1/portfolios")
@Tag(name = "Explanation")
@Produces(MediaType.APPLICATION_JSON)
class ChangesResource {
    private final ChangeService changes;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    ChangesResource(ChangeService changes, CurrentCaller current, Answers answers, Engine engine) {
        this.changes = changes;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    @GET
    @Path("{id}/changes")
    @Operation(
            summary = "Why a figure changed between two instants of knowledge",
            description =
                    "Causes that add up exactly: facts are replaced one after the other, and each is charged with "
                            + "what it changed. Without a security it is the figure of the whole portfolio, in base currency.")
    @APIResponseSchema(ChangesView.class)
    public Uni<Response> changes(
            @RestPath String id,
            @RestQuery
                    @Parameter(
                            required = true,
                            description = "quantity (of a security), cost_basis, realized, unrealized or market_value.")
                    String figure,
            @RestQuery("security_id") String securityId,
            @RestQuery("from_known_at") @Parameter(required = true, description = "What was known at this instant.")
                    String fromKnownAt,
            @RestQuery("to_known_at") @Parameter(description = "Compared to this one; the newest unless given.")
                    String toKnownAt,
            @RestQuery("as_of")
                    @Parameter(
                            description = "Of the figure at the end of this day; today, which means now, unless given.")
                    String asOf,
            @RestHeader("If-None-Match") String known) {
        Optional<String> security = Parameters.text("security_id", securityId);
        Figure wanted = figure(figure, security);
        Instant from = Parameters.instant("from_known_at", fromKnownAt)
                .orElseThrow(() -> Parameters.bad("from_known_at", "given"));
        if (id.indexOf('\0') >= 0) throw ProblemException.notFound("There is no such portfolio.");
        BooksQuery later = new BooksQuery(
                current.caller().id(),
                id,
                Parameters.date("as_of", asOf),
                Parameters.instant("to_known_at", toKnownAt));
        return changes.between(later, from, wanted, security)
                .map(changed -> answers.of(ChangesView.of(changed, wanted, security, engine.version()), known));
    }

    private static Figure figure(String text, Optional<String> security) {
        Figure figure = Parameters.constant("figure", text, Figure.class)
                .filter(Figure::isOfSecurity)
                .orElseThrow(() -> Parameters.bad("figure", "one of the documented values"));
        if (security.isEmpty() && !figure.isOfPortfolio()) {
            throw ProblemException.invalid(
                    "security_id", "REQUIRED", "Units of different securities have no sum; name one.");
        }
        return figure;
    }
}
