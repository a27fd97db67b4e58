package dev.truemark.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Attribution;
import dev.truemark.core.performance.Attribution.Effects;
import dev.truemark.core.performance.Attribution.Totals;
import dev.truemark.core.performance.Linking;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Effects on the wire. */
record AttributionView(
        Attribution.Model model,
        Attribution.Interaction interaction,
        Linking linking,
        List<PeriodView> periods,
        PeriodView linked,
        Map<String, Undefined> reasons) {

    /** The sums of the effects stand beside the segments; together they are {@code active_return}. */
    record PeriodView(
            List<SegmentView> segments,
            BigDecimal allocation,
            BigDecimal selection,
            BigDecimal interaction,
            BigDecimal portfolioReturn,
            BigDecimal benchmarkReturn,
            BigDecimal activeReturn) {
        static PeriodView of(List<Effects> effects, Totals totals) {
            return new PeriodView(
                    effects.stream().map(SegmentView::of).toList(),
                    sum(effects, Effects::allocation),
                    sum(effects, Effects::selection),
                    sum(effects, Effects::interaction),
                    totals.portfolio(),
                    totals.benchmark(),
                    totals.active());
        }

        static PeriodView undefined(Totals totals) {
            return new PeriodView(null, null, null, null, totals.portfolio(), totals.benchmark(), totals.active());
        }

        private static BigDecimal sum(List<Effects> effects, Function<Effects, BigDecimal> which) {
            return effects.stream().map(which).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    record SegmentView(String name, BigDecimal allocation, BigDecimal selection, BigDecimal interaction) {
        static SegmentView of(Effects each) {
            return new SegmentView(each.name(), each.allocation(), each.selection(), each.interaction());
        }
    }

    static AttributionView of(
            Attribution found, Attribution.Model model, Attribution.Interaction interaction, Linking linking) {
        Reasons reasons = new Reasons();
        reasons.note("linked.segments", found.notLinked());
        return new AttributionView(
                model,
                interaction,
                linking,
                found.periods().stream()
                        .map(each -> PeriodView.of(each.segments(), each.totals()))
                        .toList(),
                found.notLinked().isPresent()
                        ? PeriodView.undefined(found.total())
                        : PeriodView.of(found.linked(), found.total()),
                reasons.all());
    }
}
