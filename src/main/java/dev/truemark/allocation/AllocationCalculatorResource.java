package dev.truemark.allocation;

import dev.truemark.core.allocation.Allocation;
import dev.truemark.performance.Given;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The allocation of positions that the caller brings. */
@Path("/api/v1/analytics/allocation")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class AllocationCalculatorResource {
    private final AllocationConfig config;
    private final HeavyWork heavy;

    AllocationCalculatorResource(AllocationConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    @POST
    @Blocking
    @Operation(
            summary = "Values and weights by attributes that the caller names",
            description =
                    "As GET /portfolios/{id}/allocation, of values in one currency. by names attributes of instruments; "
                            + "security is the security itself. A value that is null is not known, and then nor is any weight.")
    public Uni<AllocationFigures> allocation(AllocationRequest request) {
        AllocationRequest given = Given.body(request).checked(config.maxInstruments());
        return heavy.run(() -> AllocationFigures.of(
                Allocation.of(given.held(), given.question()), given.question().lookThrough()));
    }
}
