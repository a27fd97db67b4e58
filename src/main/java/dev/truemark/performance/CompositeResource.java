package dev.truemark.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Chain;
import dev.truemark.core.performance.Composite;
import dev.truemark.core.performance.Composite.Member;
import dev.truemark.core.performance.ExternalFlow;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.ValuePoint;
import dev.truemark.performance.CompositeView.CompositeMemberView;
import dev.truemark.performance.CompositeView.CompositePeriod;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Returns of several portfolios as one, of valuations and flows that the caller brings. */
@Path("/api/v1/analytics/composite")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class CompositeResource {
    private final PerformanceConfig config;
    private final HeavyWork heavy;

    CompositeResource(PerformanceConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    record CompositeValuation(LocalDate date, BigDecimal value) {}

    /** A portfolio in the currency of the composite. */
    record CompositeMemberFields(String name, List<CompositeValuation> valuations, List<FlowFields> flows) {}

    record CompositeRequest(
            List<CompositeMemberFields> portfolios, FlowTiming flowTiming, Boolean annualiseShortPeriods) {}

    record CompositeReturnsView(
            FlowTiming flowTiming,
            LocalDate startDate,
            LocalDate endDate,
            Double linkedReturn,
            Double annualisedReturn,
            Double dispersion,
            List<CompositeMemberView> portfolios,
            List<CompositePeriod> daily,
            Map<String, Undefined> reasons) {}

    @POST
    @Blocking
    @Operation(
            summary = "Time-weighted returns of several portfolios as one",
            description =
                    "All in one currency; valuations and flows as in POST /analytics/returns. The return between two dates "
                            + "is that of the sums of the portfolios that are there at both: the mean of their returns, weighted "
                            + "by beginning value and what came in. A portfolio joins with its first valuation, or with the flow "
                            + "of that day where it began with it. One that has no valuation on a date on which others have one, "
                            + "between its first and its last, leaves no return. dispersion is the sample deviation of the "
                            + "returns of those that were there throughout.")
    public Uni<CompositeReturnsView> composite(CompositeRequest request) {
        CompositeRequest given = Given.body(request);
        FlowTiming timing = Objects.requireNonNullElse(given.flowTiming(), FlowTiming.IN_START_OUT_END);
        boolean evenIfShort = Boolean.TRUE.equals(given.annualiseShortPeriods());
        List<Member> members = read(given.portfolios());
        return heavy.run(() -> view(Composite.of(members, timing), timing, evenIfShort));
    }

    private static CompositeReturnsView view(Composite found, FlowTiming timing, boolean evenIfShort) {
        Reasons reasons = new Reasons();
        long days = found.end().toEpochDay() - found.start().toEpochDay();
        return new CompositeReturnsView(
                timing,
                found.start(),
                found.end(),
                reasons.value("linked_return", found.linked()),
                reasons.value("annualised_return", Chain.annualised(found.linked(), days, evenIfShort)),
                reasons.value("dispersion", found.dispersion()),
                found.members().stream().map(CompositeMemberView::of).toList(),
                CompositePeriod.of(found),
                reasons.all());
    }

    private List<Member> read(List<CompositeMemberFields> portfolios) {
        FieldErrors errors = new FieldErrors();
        Set<String> names = new HashSet<>();
        List<Member> members = new ArrayList<>();
        Given.list(errors, "portfolios", portfolios, config.maxMembers(), (each, i) -> {
            String at = "portfolios[" + i + "]";
            Given.required(errors, each.name(), at + ".name");
            errors.require(
                    each.name() == null || names.add(each.name()),
                    at + ".name",
                    "DUPLICATE",
                    "There is one portfolio of a name.");
            TreeSet<LocalDate> dates = dates(each.valuations(), at + ".valuations", errors);
            List<FlowFields> flows = Objects.requireNonNullElse(each.flows(), List.of());
            Given.list(errors, at + ".flows", flows, config.maxFlows(), (flow, n) -> {
                String field = at + ".flows[" + n + "]";
                Given.required(errors, flow.date(), field + ".date");
                Given.required(errors, flow.amount(), field + ".amount");
                if (dates.isEmpty() || flow.date() == null) return;
                boolean within =
                        !flow.date().isBefore(dates.first()) && !flow.date().isAfter(dates.last());
                errors.require(within, field + ".date", "OUT_OF_RANGE", "The flow is outside the valuations.");
            });
        });
        errors.require(
                portfolios == null || !portfolios.isEmpty(), "portfolios", "REQUIRED", "At least one is needed.");
        errors.throwIfAny();
        for (CompositeMemberFields each : portfolios) members.add(member(each));
        return members;
    }

    private TreeSet<LocalDate> dates(List<CompositeValuation> valuations, String field, FieldErrors errors) {
        TreeSet<LocalDate> dates = new TreeSet<>();
        Given.list(errors, field, valuations, config.maxValuations(), (each, i) -> {
            String at = field + "[" + i + "]";
            Given.required(errors, each.date(), at + ".date");
            Given.required(errors, each.value(), at + ".value");
            boolean first = each.date() == null || dates.add(each.date());
            errors.require(first, at + ".date", "DUPLICATE", "There is one valuation of a day.");
        });
        errors.require(valuations == null || !valuations.isEmpty(), field, "REQUIRED", "At least one is needed.");
        return dates;
    }

    private static Member member(CompositeMemberFields each) {
        return new Member(
                each.name(),
                each.valuations().stream()
                        .map(point -> ValuePoint.of(point.date(), point.value()))
                        .toList(),
                Objects.requireNonNullElse(each.flows(), List.<FlowFields>of()).stream()
                        .map(flow -> ExternalFlow.of(flow.date(), flow.amount()))
                        .toList());
    }
}
