package dev.truemark.portfolio;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.ingest.format.GivenPolicies;
import dev.truemark.ingest.format.PolicyEntries;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageParameters;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** How a portfolio is booked: what holds from a date on, and for single securities. */
@Path("/api/v1/portfolios")
@Tag(name = "Portfolios")
@Produces(MediaType.APPLICATION_JSON)
class PoliciesResource {
    private static final String KNOWN_AT =
            "The policies known at this instant; the newest unless given. After the newest stamp it is 422, before the "
                    + "portfolio was made 404.";

    private final PolicyService service;
    private final PolicyRepository policies;
    private final LedgerReads ledger;
    private final CurrentCaller current;
    private final Answers answers;

    PoliciesResource(
            PolicyService service,
            PolicyRepository policies,
            LedgerReads ledger,
            CurrentCaller current,
            Answers answers) {
        this.service = service;
        this.policies = policies;
        this.ledger = ledger;
        this.current = current;
        this.answers = answers;
    }

    record KnownPoliciesView(
            String portfolioId,
            UUID id,
            Instant knownAt,
            @JsonUnwrapped PoliciesView inForce) {}

    record PolicyHistoryView(
            String portfolioId, UUID id, Instant knownAt, List<PoliciesView> revisions, String nextCursor) {}

    /**
     * @param supersedes the revision that it replaces; 409 where that is not the newest. Unless given, whatever is
     *                   there is replaced
     * @param policies   all entries, in the place of those before; an empty list ends them
     */
    record PoliciesRequest(
            Integer supersedes,

            @Schema(implementation = PoliciesView.PolicyView[].class)
            JsonNode policies) {}

    @GET
    @Path("{id}/policies")
    @Operation(
            summary = "How a portfolio is booked",
            description = "Its own policy, and what holds from a date on or for one security (docs/policies.md).")
    @APIResponseSchema(KnownPoliciesView.class)
    public Uni<Response> policies(
            @RestPath String id,
            @RestQuery("known_at") @Parameter(description = KNOWN_AT) String knownAt,
            @RestHeader("If-None-Match") String known) {
        return ledger.head(query(id, knownAt))
                .chain(head -> policies.newest(head.key(), head.knownAt())
                        .map(told -> new KnownPoliciesView(
                                head.portfolioId(), head.id(), head.knownAt(), PoliciesView.of(told))))
                .map(view -> answers.of(view, known));
    }

    @GET
    @Path("{id}/policies/history")
    @Operation(summary = "Everything that was ever said of a portfolio's policies", description = "The newest first.")
    @APIResponseSchema(PolicyHistoryView.class)
    public Uni<Response> history(
            @RestPath String id,
            @RestQuery("known_at") @Parameter(description = KNOWN_AT) String knownAt,
            @BeanParam PageParameters paging,
            @RestHeader("If-None-Match") String known) {
        PageRequest page = PageRequest.of(paging, "policies", id, knownAt);
        if (Parameters.text("sort", paging.sort).isPresent())
            throw Parameters.bad("sort", "absent: the newest comes first");
        BooksQuery asked = query(id, knownAt);
        BooksQuery pinned =
                page.pinned().map(pin -> asked.at(pin.asOf(), pin.knownAt())).orElse(asked);
        return ledger.head(pinned)
                .chain(head ->
                        policies.history(head.key(), head.knownAt(), page).map(found -> history(head, found, page)))
                .map(view -> answers.of(view, known));
    }

    private static PolicyHistoryView history(BooksHead head, Page<ToldPolicies> found, PageRequest page) {
        return new PolicyHistoryView(
                head.portfolioId(),
                head.id(),
                head.knownAt(),
                found.map(PoliciesView::of).items(),
                page.next(found, head.asOf(), head.knownAt()));
    }

    private BooksQuery query(String id, String knownAt) {
        if (id.indexOf('\0') >= 0) throw ProblemException.notFound("There is no such portfolio.");
        return new BooksQuery(current.caller().id(), id, Optional.empty(), Parameters.instant("known_at", knownAt));
    }

    @PUT
    @Path("{id}/policies")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change how a portfolio is booked from dates on, or one of its securities",
            description =
                    "The whole list anew. The portfolio is re-booked in its turn, each security from the first day on "
                            + "which it is booked otherwise: then the answer is 202. The portfolio's own policy, which has no date, "
                            + "is changed with the portfolio.")
    @APIResponseSchema(value = AwaitedPoliciesView.class, responseCode = "202")
    @APIResponse(responseCode = "200", description = "They are so already, and nothing changes")
    @APIResponse(responseCode = "409", description = "Other policies than those of supersedes are the newest")
    public Uni<Response> change(
            @RestPath String id,
            @RestHeader("Idempotency-Key")
                    @Parameter(
                            description = "Names the request: made again with the same body it has the first answer, "
                                    + "with Idempotency-Replayed: true, and one effect; with another body it is 409")
                    String key,
            PoliciesRequest request) {
        if (request == null) throw new ProblemException(CommonProblems.MALFORMED_JSON, "A JSON object is needed.");
        PolicyService.Wanted wanted = new PolicyService.Wanted(
                entries(request.policies()), Optional.ofNullable(request.supersedes()), request);
        return service.change(current.caller(), id, wanted, Optional.ofNullable(key))
                .map(PoliciesResource::answer);
    }

    private static Response answer(PolicyService.Changed changed) {
        Response.ResponseBuilder response =
                changed.view().awaited() ? Response.accepted(changed.view()) : Response.ok(changed.view());
        if (changed.replayed()) response.header("Idempotency-Replayed", "true");
        return response.build();
    }

    private static List<PolicyEntry> entries(JsonNode told) {
        if (told == null || told.isNull()) {
            throw ProblemException.invalid(PolicyEntries.FIELD, "REQUIRED", "A list is needed; an empty one ends all.");
        }
        return GivenPolicies.of(told);
    }
}
