package dev.truemark.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.Chain;
import dev.truemark.core.performance.CutReturn;
import dev.truemark.core.performance.CutReturn.Cut;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.ReturnMethod;
import dev.truemark.performance.ReturnsResource.IntervalView;
import dev.truemark.performance.ReturnsResource.ReturnsRequest;
import dev.truemark.performance.ReturnsResource.ReturnsView;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** The calculator of returns that are cut at the instants of their flows. */
final class InstantReturns {
    private InstantReturns() {}

    /** Values, the flows of their instant included, and flows by instant. */
    record Input(NavigableMap<Instant, BigDecimal> values, NavigableMap<Instant, BigDecimal> flows) {}

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    static Input read(ReturnsRequest given, PerformanceConfig config) {
        FieldErrors errors = new FieldErrors();
        Input input = new Input(new TreeMap<>(), new TreeMap<>());
        Given.list(errors, "valuations", given.valuations(), config.maxValuations(), (each, i) -> {
            String at = "valuations[" + i + "]";
            Given.required(errors, each.time(), at + ".time");
            Given.required(errors, each.value(), at + ".value");
            Given.absent(errors, each.date(), at + ".date");
            boolean first =
                    each.time() == null || input.values().putIfAbsent(each.time(), zeroless(each.value())) == null;
            errors.require(first, at + ".time", "DUPLICATE", "There is one valuation of an instant.");
        });
        boolean some = given.valuations() == null || !given.valuations().isEmpty();
        errors.require(some, "valuations", "REQUIRED", "At least one is needed.");
        errors.throwIfAny();
        List<ReturnsResource.FlowAtFields> flows = Objects.requireNonNullElse(given.flows(), List.of());
        Given.list(errors, "flows", flows, config.maxFlows(), (each, i) -> {
            String at = "flows[" + i + "]";
            Given.required(errors, each.time(), at + ".time");
            Given.required(errors, each.amount(), at + ".amount");
            Given.absent(errors, each.date(), at + ".date");
            if (each.time() == null || each.amount() == null) return;
            boolean within = !each.time().isBefore(input.values().firstKey())
                    && !each.time().isAfter(input.values().lastKey());
            errors.require(within, at + ".time", "OUT_OF_RANGE", "The flow is outside the valuations.");
            input.flows().merge(each.time(), each.amount(), BigDecimal::add);
        });
        errors.throwIfAny();
        return input;
    }

    /** A missing value has been named already. */
    private static BigDecimal zeroless(BigDecimal value) {
        return Objects.requireNonNullElse(value, BigDecimal.ZERO);
    }

    static ReturnsView view(Input input, FlowTiming timing, boolean evenIfShort) {
        List<IntervalView> intervals = new ArrayList<>();
        List<Statistic> returns = new ArrayList<>();
        Instant before = null;
        for (Map.Entry<Instant, BigDecimal> each : input.values().entrySet()) {
            if (before != null) {
                Statistic r = between(input, before, each.getKey());
                returns.add(r);
                intervals.add(new IntervalView(
                        null,
                        each.getKey(),
                        r.toOptional().orElse(null),
                        r.reason().orElse(null)));
            }
            before = each.getKey();
        }
        Statistic linked = returns.isEmpty() ? Statistic.undefined(Undefined.NO_PERIODS) : Chain.linked(returns);
        LocalDate start = LocalDate.ofInstant(input.values().firstKey(), ZoneOffset.UTC);
        LocalDate end = LocalDate.ofInstant(input.values().lastKey(), ZoneOffset.UTC);
        long days = ChronoUnit.DAYS.between(
                input.values().firstKey(), input.values().lastKey());
        Reasons reasons = new Reasons();
        return new ReturnsView(
                ReturnMethod.TWR_AT_FLOWS,
                timing,
                start,
                end,
                intervals,
                reasons.value("linked_return", linked),
                reasons.value("annualised_return", Chain.annualised(linked, days, evenIfShort)),
                reasons.all());
    }

    private static Statistic between(Input input, Instant from, Instant to) {
        boolean elsewhere =
                input.flows().subMap(from, false, to, false).values().stream().anyMatch(flow -> flow.signum() != 0);
        if (elsewhere) return Statistic.undefined(Undefined.FLOW_WITHOUT_VALUATION);
        BigDecimal end = input.values().get(to);
        BigDecimal flow = input.flows().getOrDefault(to, BigDecimal.ZERO);
        return CutReturn.of(
                BaseAmount.of(input.values().get(from)),
                List.of(new Cut(BaseAmount.of(end.subtract(flow)), BaseAmount.of(flow))),
                BaseAmount.of(end));
    }
}
