package dev.truemark.allocation;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.allocation.Allocation;
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

/** How a portfolio is spread over what its instruments are. */
@Path("/api/v1/portfolios/{id}/allocation")
@Tag(name = "Allocation")
@Produces(MediaType.APPLICATION_JSON)
class AllocationResource {
    private final Allocations allocations;
    private final CurrentCaller current;
    private final Answers answers;

    AllocationResource(Allocations allocations, CurrentCaller current, Answers answers) {
        this.allocations = allocations;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "Values and weights by the attributes of instruments",
            description =
                    "By each attribute apart and, where asked for, by all at once. A fund whose constituents are known "
                            + "is looked through, five levels deep at most; what they leave of it stays with the fund. What an "
                            + "instrument is not told to be is UNCLASSIFIED, and each currency of cash is a line of its own, so "
                            + "values sum to total_value and weights to 1. A line with a member that has no price or no rate has "
                            + "no value, its members that have one are in priced_value, and there is no weight at all until every "
                            + "value is known: missing says what is not. Concentration is of what is invested, without cash.")
    @APIResponseSchema(AllocationView.class)
    public Uni<Response> allocation(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam AllocationParameters by,
            @RestHeader("If-None-Match") String known) {
        Allocation.Question asked = by.question();
        return allocations.of(when.query(current.caller().id(), id), asked).map(view -> answers.of(view, known));
    }
}
