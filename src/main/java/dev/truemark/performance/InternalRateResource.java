package dev.truemark.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.CashFlow;
import dev.truemark.core.performance.InternalRate;
import dev.truemark.core.performance.YearFraction;
import dev.truemark.core.time.DayCount;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The money-weighted rate of flows that the caller brings. */
@Path("/api/v1/analytics/irr")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class InternalRateResource {
    /** Those that rates of return are quoted in: more days are always more years. */
    private static final List<DayCount> COUNTS = List.of(DayCount.ACT_365F, DayCount.ACT_360, DayCount.ACT_ACT_ISDA);

    private final PerformanceConfig config;
    private final HeavyWork heavy;

    InternalRateResource(PerformanceConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    record IrrRequest(List<FlowFields> flows, String dayCount) {}

    record IrrView(
            InternalRate.Status status,
            Double rate,
            List<Double> roots,
            int iterations,
            Double residual,
            Map<String, Undefined> reasons) {
        static IrrView of(InternalRate found) {
            Reasons reasons = new Reasons();
            return new IrrView(
                    found.status(),
                    reasons.value("rate", found.rate()),
                    found.roots(),
                    found.iterations(),
                    reasons.value("residual", found.residual()),
                    reasons.all());
        }
    }

    @POST
    @Blocking
    @Operation(
            summary = "The money-weighted return (XIRR) of dated flows",
            description = "Money paid in and money taken out have opposite signs; flows may be in any order, and time "
                    + "counts from the earliest. Every rate above -1 that solves the equation is found: one is CONVERGED, "
                    + "several are AMBIGUOUS (all in roots, none in rate), none is NO_ROOT. day_count is ACT/365F unless "
                    + "given, or ACT/360 or ACT/ACT_ISDA. A figure without a value is null, and reasons says why.")
    public Uni<IrrView> irr(IrrRequest request) {
        IrrRequest given = Given.body(request);
        FieldErrors errors = new FieldErrors();
        Optional<DayCount> days = given.dayCount() == null
                ? Optional.of(DayCount.ACT_365F)
                : DayCount.of(given.dayCount()).filter(COUNTS::contains);
        errors.require(days.isPresent(), "day_count", "UNKNOWN", "The day count must be one of " + known() + ".");
        List<CashFlow> flows = FlowFields.read(given.flows(), config.maxFlows(), errors);
        return heavy.run(() -> IrrView.of(InternalRate.of(flows, YearFraction.of(days.get()))));
    }

    private static String known() {
        return COUNTS.stream().map(DayCount::code).collect(Collectors.joining(", "));
    }
}
