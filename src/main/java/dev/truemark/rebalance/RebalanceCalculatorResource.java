package dev.truemark.rebalance;

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

/** Trades for positions that the caller brings. */
@Path("/api/v1/analytics/rebalance")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RebalanceCalculatorResource {
    private final RebalanceConfig config;
    private final HeavyWork heavy;

    RebalanceCalculatorResource(RebalanceConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    @POST
    @Blocking
    @Operation(
            summary = "Propose trades that bring positions to their targets",
            description =
                    "As POST /portfolios/{id}/rebalance, of positions with quantity and price in one currency; rules has its "
                            + "other fields, without lots and tax, which need books. A position with a price and a quantity of 0 may be "
                            + "bought; name is its class where the targets are by classes.")
    public Uni<RebalanceCalculation.CalculatedView> rebalance(RebalanceCalculation request) {
        RebalanceCalculation given = Given.body(request).checked(config);
        return heavy.run(given::propose);
    }
}
