package dev.truemark.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Chain;
import dev.truemark.core.performance.ExternalFlow;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.ReturnMethod;
import dev.truemark.core.performance.ValuePoint;
import dev.truemark.core.performance.ValuedReturns;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Returns of valuations and flows that the caller brings. */
@Path("/api/v1/analytics/returns")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ReturnsResource {
    private final PerformanceConfig config;
    private final HeavyWork heavy;

    ReturnsResource(PerformanceConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    /** @param time instead of the date where flows are cut at their instants */
    record ValuationFields(LocalDate date, Instant time, BigDecimal value) {}

    /** A dated amount, or one with its instant where flows are cut at theirs. */
    record FlowAtFields(LocalDate date, Instant time, BigDecimal amount) {}

    record ReturnsRequest(
            List<ValuationFields> valuations,
            List<FlowAtFields> flows,
            FlowTiming flowTiming,
            ReturnMethod method,
            Boolean annualiseShortPeriods) {}

    /** The return of the time from the valuation before to the end of this day. */
    record IntervalView(
            LocalDate date,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant time,
            @JsonProperty("return") Double value,
            Undefined reason) {
        static IntervalView of(ValuedReturns.Interval each) {
            Statistic value = each.value();
            return new IntervalView(
                    each.date(),
                    null,
                    value.toOptional().orElse(null),
                    value.reason().orElse(null));
        }
    }

    record ReturnsView(
            ReturnMethod method,
            FlowTiming flowTiming,
            LocalDate startDate,
            LocalDate endDate,
            List<IntervalView> daily,
            Double linkedReturn,
            Double annualisedReturn,
            Map<String, Undefined> reasons) {}

    @POST
    @Blocking
    @Operation(
            summary = "Time-weighted and Dietz returns of valuations and flows",
            description =
                    "A valuation is the value at the end of its day, that day's flows included; flows are positive "
                            + "in and negative out. daily has one return for each interval between two valuations, linked_return "
                            + "links them. flow_timing is IN_START_OUT_END unless given, method TWR. A flow on the day of the "
                            + "first valuation says that nothing was there before: start_date is then the day before (TWR only). "
                            + "A flow between valuations leaves a TWR interval without a return. annualised_return is null below a "
                            + "year unless annualise_short_periods is true. TWR_AT_FLOWS takes a time instead of each date, an "
                            + "instant: every flow is at a valuation that holds it, and each time between two valuations is a "
                            + "return without it (daily then has their times). A figure without a value is null, with its reason.")
    public Uni<ReturnsView> returns(ReturnsRequest request) {
        ReturnsRequest given = Given.body(request);
        ReturnMethod method = Objects.requireNonNullElse(given.method(), ReturnMethod.TWR);
        FlowTiming timing = Objects.requireNonNullElse(given.flowTiming(), FlowTiming.IN_START_OUT_END);
        boolean evenIfShort = Boolean.TRUE.equals(given.annualiseShortPeriods());
        if (method == ReturnMethod.TWR_AT_FLOWS) {
            InstantReturns.Input input = InstantReturns.read(given, config);
            return heavy.run(() -> InstantReturns.view(input, timing, evenIfShort));
        }
        FieldErrors errors = new FieldErrors();
        List<ValuePoint> values = valuations(given.valuations(), errors);
        List<ExternalFlow> flows = FlowFields.read(dated(given, errors), config.maxFlows(), errors).stream()
                .map(flow -> ExternalFlow.of(flow.date(), flow.amount()))
                .toList();
        checkDates(values, flows, method);
        return heavy.run(() -> view(ValuedReturns.of(values, flows, method, timing), method, timing, evenIfShort));
    }

    private static List<FlowFields> dated(ReturnsRequest given, FieldErrors errors) {
        List<FlowFields> dated = new ArrayList<>();
        for (FlowAtFields each : Objects.requireNonNullElse(given.flows(), List.<FlowAtFields>of())) {
            dated.add(each == null ? null : new FlowFields(each.date(), each.amount()));
            if (each != null) Given.absent(errors, each.time(), "flows[" + (dated.size() - 1) + "].time");
        }
        return dated;
    }

    private static ReturnsView view(ValuedReturns found, ReturnMethod method, FlowTiming timing, boolean evenIfShort) {
        Reasons reasons = new Reasons();
        return new ReturnsView(
                method,
                timing,
                found.start(),
                found.end(),
                found.intervals().stream().map(IntervalView::of).toList(),
                reasons.value("linked_return", found.linked()),
                reasons.value("annualised_return", Chain.annualised(found.linked(), found.days(), evenIfShort)),
                reasons.all());
    }

    private List<ValuePoint> valuations(List<ValuationFields> valuations, FieldErrors errors) {
        Set<LocalDate> dates = new HashSet<>();
        Given.list(errors, "valuations", valuations, config.maxValuations(), (each, i) -> {
            String at = "valuations[" + i + "]";
            Given.required(errors, each.date(), at + ".date");
            Given.required(errors, each.value(), at + ".value");
            Given.absent(errors, each.time(), at + ".time");
            errors.require(
                    each.date() == null || dates.add(each.date()),
                    at + ".date",
                    "DUPLICATE",
                    "There is one valuation of a day.");
        });
        errors.require(
                valuations == null || !valuations.isEmpty(), "valuations", "REQUIRED", "At least one is needed.");
        errors.throwIfAny();
        return valuations.stream()
                .map(each -> ValuePoint.of(each.date(), each.value()))
                .toList();
    }

    private static void checkDates(List<ValuePoint> values, List<ExternalFlow> flows, ReturnMethod method) {
        LocalDate first =
                values.stream().map(ValuePoint::date).min(LocalDate::compareTo).orElseThrow();
        LocalDate last =
                values.stream().map(ValuePoint::date).max(LocalDate::compareTo).orElseThrow();
        FieldErrors errors = new FieldErrors();
        for (int i = 0; i < flows.size(); i++) {
            String field = "flows[" + i + "].date";
            wrong(flows.get(i).date(), first, last, method)
                    .ifPresent(message -> errors.add(field, "OUT_OF_RANGE", message));
        }
        errors.throwIfAny();
    }

    private static Optional<String> wrong(LocalDate flow, LocalDate first, LocalDate last, ReturnMethod method) {
        if (flow.isBefore(first)) return Optional.of("The flow is before the first valuation.");
        if (flow.isAfter(last)) return Optional.of("The flow is after the last valuation.");
        if (flow.equals(first) && method != ReturnMethod.TWR) {
            return Optional.of("The first valuation is of the end of this day and already holds the flow.");
        }
        return Optional.empty();
    }
}
