package dev.truemark.statement;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.reconcile.Reconciliation;
import dev.truemark.core.reconcile.Statement;
import dev.truemark.core.reconcile.Tolerance;
import dev.truemark.ledger.BelievedFact;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.platform.reading.Parameters;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The books against what a broker says. */
@Path("/api/v1/portfolios")
@Tag(name = "Books")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class AssertionsResource {
    private final LedgerReads ledger;
    private final CurrentCaller current;
    private final HeavyWork heavy;
    private final Engine engine;
    private final AssertionsConfig config;

    AssertionsResource(
            LedgerReads ledger, CurrentCaller current, HeavyWork heavy, Engine engine, AssertionsConfig config) {
        this.ledger = ledger;
        this.current = current;
        this.heavy = heavy;
        this.engine = engine;
        this.config = config;
    }

    @POST
    @Blocking
    @Path("{id}/assertions")
    @Operation(
            summary = "Hold the books against statements",
            description =
                    "MATCH, or the first statement from which the books part, what differs there, and the mistakes "
                            + "that would explain it, likeliest first (docs/assertions.md). Every candidate was tried: the books were "
                            + "booked without the mistake and compared with all statements. Changes nothing. A statement lists "
                            + "all that is held unless complete is false.")
    public Uni<AssertionsView> check(
            @RestPath String id,
            @RestQuery("known_at")
                    @Parameter(description = "The books as known at this instant; the newest unless given.")
                    String knownAt,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AssertionsRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "two months",
                                                            value = AssertionsRequest.EXAMPLE)))
                    AssertionsRequest request) {
        AssertionsRequest given = AssertionsRequest.given(request);
        List<Statement> statements = given.read(config);
        Tolerance tolerance = given.readTolerance();
        if (id.indexOf('\0') >= 0) throw ProblemException.notFound("There is no such portfolio.");
        BooksQuery query =
                new BooksQuery(current.caller().id(), id, Optional.empty(), Parameters.instant("known_at", knownAt));
        return ledger.believed(query)
                .chain(read -> heavy.run(() -> AssertionsView.of(
                        read.head(),
                        Reconciliation.of(
                                transactions(read.value()),
                                read.head().policies(),
                                statements,
                                tolerance,
                                config.maxCandidates()),
                        engine.version())));
    }

    private static List<Transaction> transactions(List<BelievedFact> facts) {
        return facts.stream()
                .filter(fact -> !fact.reversed())
                .map(BelievedFact::transaction)
                .toList();
    }
}
