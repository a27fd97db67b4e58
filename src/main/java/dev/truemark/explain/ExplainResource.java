package dev.truemark.explain;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.explain.Explanation;
import dev.truemark.core.explain.Figure;
import dev.truemark.core.explain.Node;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Engine;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Where a figure comes from. */
@Path("/api/v1/portfolios")
@Tag(name = "Explanation")
@Produces(MediaType.APPLICATION_JSON)
class ExplainResource {
    private final ExplanationService explanations;
    private final ExplainConfig config;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    ExplainResource(
            ExplanationService explanations,
            ExplainConfig config,
            CurrentCaller current,
            Answers answers,
            Engine engine) {
        this.explanations = explanations;
        this.config = config;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    @GET
    @Path("{id}/explain")
    @Operation(
            summary = "The derivation of a figure, down to transactions, prices and rates",
            description =
                    "Without a security it is the figure of the whole portfolio, in base currency. Each node says "
                            + "by which operation its value follows from those of its inputs, so that it can be checked.")
    @APIResponseSchema(ExplanationView.class)
    public Uni<Response> explain(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @RestQuery
                    @Parameter(
                            required = true,
                            description = "quantity (of a security), cost_basis, realized, unrealized, market_value, "
                                    + "cash or total_value (of a portfolio).")
                    String figure,
            @RestQuery("security_id") String securityId,
            @RestQuery @Parameter(description = "Steps from the figure; what lies deeper is collapsed and says so.")
                    String depth,
            @RestQuery @Parameter(description = "Id of a node to start from, such as a collapsed one.") String node,
            @RestHeader("If-None-Match") String known) {
        Optional<String> security = Parameters.text("security_id", securityId);
        Figure wanted = figure(figure, security);
        Optional<Integer> steps = number("depth", depth);
        Optional<Integer> start = number("node", node);
        BooksQuery query = when.query(current.caller().id(), id);
        return explanations
                .explain(query, wanted, security)
                .map(explained -> answers.of(
                        ExplanationView.of(explained, part(explained.explanation(), start, steps), engine.version()),
                        known));
    }

    private static Figure figure(String text, Optional<String> security) {
        Figure figure = Parameters.constant("figure", text, Figure.class)
                .orElseThrow(() -> Parameters.bad("figure", "one of the documented values"));
        if (security.isPresent() && !figure.isOfSecurity()) {
            throw ProblemException.invalid(
                    "security_id", "NOT_OF_A_SECURITY", "This figure is one of the whole portfolio.");
        }
        if (security.isEmpty() && !figure.isOfPortfolio()) {
            throw ProblemException.invalid(
                    "security_id", "REQUIRED", "Units of different securities have no sum; name one.");
        }
        return figure;
    }

    private static Optional<Integer> number(String name, String text) {
        return Parameters.text(name, text).map(given -> {
            boolean natural = given.length() < 10 && given.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!natural) throw Parameters.bad(name, "a whole number from 0 on");
            return Integer.valueOf(given);
        });
    }

    private Explanation.Part part(Explanation all, Optional<Integer> start, Optional<Integer> depth) {
        List<Node> from = start.map(id -> List.of(
                        all.node(id).orElseThrow(() -> ProblemException.notFound("The derivation has no such node."))))
                .orElseGet(
                        () -> all.roots().stream().map(Explanation.Root::node).toList());
        Explanation.Part part = all.below(from, depth.orElse(Integer.MAX_VALUE));
        if (part.nodes().size() > config.maxNodes()) {
            throw ProblemException.invalid(
                    "depth",
                    "TOO_LARGE",
                    "The derivation has " + part.nodes().size() + " nodes and an answer at most " + config.maxNodes()
                            + "; ask for one security, or give a depth.");
        }
        return part;
    }
}
