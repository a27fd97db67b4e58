package dev.truemark.risk;

import dev.truemark.core.risk.RiskFigures;
import dev.truemark.core.risk.RiskInput;
import dev.truemark.core.risk.RollingRisk;
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

/** Risk of returns that the caller brings. */
@Path("/api/v1/analytics/risk")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RiskCalculatorResource {
    private final RiskConfig config;
    private final HeavyWork heavy;

    RiskCalculatorResource(RiskConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    @POST
    @Blocking
    @Operation(
            summary = "Risk figures of a series of returns",
            description =
                    "Returns are simple and of equal periods, oldest first. Volatility, downside deviation, ratios, "
                            + "alpha and tracking error are a year's (times the square root of periods_per_year, alpha times it); "
                            + "without periods_per_year they are null. risk_free_rate is a year's and divided by periods_per_year. "
                            + "Losses are positive, the drawdown is negative; peak, trough and recovery count returns, 0 is the "
                            + "start. confidence is 0.95 unless given. rolling_volatility has one value for every window of "
                            + "returns, from the oldest, and rolling the other figures of each, losses historical. Deviations are the sample's (n - 1), skewness and kurtosis adjusted for "
                            + "it. A figure without a value is null, and reasons says why.")
    public Uni<RiskView> risk(RiskRequest request) {
        RiskInput input = Given.body(request).read(config.maxReturns());
        return heavy.run(() -> RiskView.of(RiskFigures.of(input), RollingRisk.of(input), input.returns().length));
    }
}
