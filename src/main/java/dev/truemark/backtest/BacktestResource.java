package dev.truemark.backtest;

import dev.truemark.performance.Given;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a strategy would have made of the stored prices. */
@Path("/api/v1/analytics/backtest")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class BacktestResource {
    private final Backtests backtests;
    private final BacktestConfig config;

    BacktestResource(Backtests backtests, BacktestConfig config) {
        this.backtests = backtests;
        this.config = config;
    }

    @POST
    @Blocking
    @Operation(
            summary = "Run a strategy over the stored prices",
            description =
                    "Trades are booked, days valued and returns linked as those of a portfolio; nothing is stored. A strategy is "
                            + "BUY_AND_HOLD, CONSTANT_MIX (brought back on the first trading day of every DAY, WEEK, MONTH, "
                            + "QUARTER or YEAR), BANDS (when a weight is further than band from its target), MOMENTUM (the top "
                            + "securities of universe by the change of their prices over days) or SCHEDULE (weights by date). "
                            + "Weights are of the whole; what they leave is cash, which earns nothing. A trading day has a price "
                            + "of its own of one of the securities. What is decided on it is decided from the evening before, "
                            + "and traded at the prices of its end, each trade costing cost_rate of its amount. A trade that "
                            + "cannot be valued is 422. Dividends are not known, and splits are those of splits: a price that "
                            + "changes as much as by a split leaves its day without a return unless believe_jumps is true. "
                            + "Days are those of UTC.")
    public Uni<BacktestView> backtest(BacktestRequest request) {
        BacktestRequest given = Given.body(request);
        return backtests.run(given.read(config), Optional.ofNullable(given.knownAt()));
    }
}
