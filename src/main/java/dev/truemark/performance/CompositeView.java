package dev.truemark.performance;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Chain;
import dev.truemark.core.performance.Composite;
import dev.truemark.core.performance.FlowTiming;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Several portfolios as one, on the wire.
 *
 * @param portfolios the members, in the order asked for
 */
record CompositeView(
        LocalDate asOf,
        Instant knownAt,
        String engine,
        String baseCurrency,
        FlowTiming flowTiming,
        boolean net,
        LocalDate startDate,
        LocalDate endDate,
        Double linkedReturn,
        Double annualisedReturn,
        Double dispersion,
        List<CompositeMemberView> portfolios,
        List<CompositePeriod> daily,
        Map<String, Undefined> reasons) {

    /** A member while it was there. */
    record CompositeMemberView(
            String portfolioId, LocalDate startDate, LocalDate endDate, Double linkedReturn, Undefined reason) {
        static CompositeMemberView of(Composite.Part part) {
            Statistic linked = part.linked();
            return new CompositeMemberView(
                    part.name(),
                    part.start(),
                    part.end(),
                    linked.toOptional().orElse(null),
                    linked.reason().orElse(null));
        }
    }

    /**
     * @param value      of all members at the end
     * @param index      1 at the start; null from the first period on that has no return
     * @param portfolios members with anything in the period
     */
    record CompositePeriod(
            LocalDate date,
            BigDecimal value,
            @JsonProperty("return") Double periodReturn,
            Double index,
            int portfolios,
            Undefined reason) {
        static List<CompositePeriod> of(Composite found) {
            List<CompositePeriod> all = new ArrayList<>();
            Statistic index = Statistic.of(1);
            for (Composite.Period each : found.periods()) {
                Statistic r = each.value();
                index = index.then(i -> r.map(value -> i + i * value));
                all.add(new CompositePeriod(
                        each.date(),
                        each.end().orNull(),
                        r.toOptional().orElse(null),
                        index.toOptional().orElse(null),
                        each.members(),
                        r.reason().orElse(null)));
            }
            return all;
        }
    }

    /** Of which state of knowledge, in what, and how. */
    record Head(LocalDate asOf, Instant knownAt, String engine, String baseCurrency, FlowTiming timing, boolean net) {}

    static CompositeView of(Head head, Composite found) {
        Reasons reasons = new Reasons();
        long days = found.end().toEpochDay() - found.start().toEpochDay();
        Statistic annualised =
                found.linked().isDefined() ? Chain.annualised(found.linked(), days, false) : found.linked();
        return new CompositeView(
                head.asOf(),
                head.knownAt(),
                head.engine(),
                head.baseCurrency(),
                head.timing(),
                head.net(),
                found.start(),
                found.end(),
                reasons.value("linked_return", found.linked()),
                reasons.value("annualised_return", annualised),
                reasons.value("dispersion", found.dispersion()),
                found.members().stream().map(CompositeMemberView::of).toList(),
                CompositePeriod.of(found),
                reasons.all());
    }

    static CompositeView none(Head head) {
        Map<String, Undefined> why = Map.of("linked_return", Undefined.NO_HISTORY);
        return new CompositeView(
                head.asOf(),
                head.knownAt(),
                head.engine(),
                head.baseCurrency(),
                head.timing(),
                head.net(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                why);
    }
}
