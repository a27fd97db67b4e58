package dev.truemark.allocation;

import dev.truemark.core.allocation.Allocation;
import dev.truemark.core.allocation.Breakdown;
import dev.truemark.core.allocation.Concentration;
import dev.truemark.core.allocation.LookThrough;
import dev.truemark.core.allocation.Segment;
import dev.truemark.core.figure.Undefined;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An allocation on the wire, in base currency; null where undefined, and {@code reasons} says why. */
public record AllocationFigures(
        BigDecimal totalValue,
        List<BreakdownView> allocations,
        CrossedView crossed,
        ConcentrationView concentration,
        LookThroughView lookThrough,
        Map<String, Undefined> reasons) {

    /** @param name of a class, a currency of cash, or null of what is not classified */
    public record SegmentView(
            Segment.Kind kind,
            String name,
            BigDecimal value,
            BigDecimal pricedValue,
            BigDecimal valueThroughFunds,
            BigDecimal weight) {
        static SegmentView of(Segment of) {
            return new SegmentView(
                    of.kind(),
                    of.names().getFirst().orElse(null),
                    of.value().orNull(),
                    of.priced(),
                    of.through().orNull(),
                    of.weight().orElse(null));
        }
    }

    public record BreakdownView(String by, List<SegmentView> segments) {
        static BreakdownView of(Breakdown of) {
            return new BreakdownView(
                    of.by().getFirst(),
                    of.segments().stream().map(SegmentView::of).toList());
        }
    }

    /** @param names in the order of the attributes, null where one was not told; of cash its currency alone */
    public record CrossedSegmentView(
            Segment.Kind kind,
            List<String> names,
            BigDecimal value,
            BigDecimal pricedValue,
            BigDecimal valueThroughFunds,
            BigDecimal weight) {
        static CrossedSegmentView of(Segment of) {
            return new CrossedSegmentView(
                    of.kind(),
                    of.names().stream().map(name -> name.orElse(null)).toList(),
                    of.value().orNull(),
                    of.priced(),
                    of.through().orNull(),
                    of.weight().orElse(null));
        }
    }

    public record CrossedView(List<String> by, List<CrossedSegmentView> segments) {
        static CrossedView of(Breakdown of) {
            return new CrossedView(
                    of.by(), of.segments().stream().map(CrossedSegmentView::of).toList());
        }
    }

    public record ShareView(String securityId, BigDecimal weight) {}

    /** Of what is invested, without cash: weights are sizes over the sum of sizes. */
    public record ConcentrationView(
            BigDecimal herfindahl, BigDecimal effectiveNumber, BigDecimal largestWeight, List<ShareView> largest) {
        static ConcentrationView of(Concentration of) {
            return new ConcentrationView(
                    of.herfindahl().orElse(null),
                    of.effectiveNumber().orElse(null),
                    of.largestWeight().orElse(null),
                    of.largest().stream()
                            .map(each -> new ShareView(each.securityId(), each.weight()))
                            .toList());
        }
    }

    /** @param coveredWeight what part of the fund its constituents are */
    public record OpenedView(String securityId, BigDecimal coveredWeight) {}

    /** @param cutOff not opened, since {@code depth} funds stand above them */
    public record LookThroughView(boolean asked, int depth, List<OpenedView> opened, List<String> cutOff) {
        static LookThroughView of(LookThrough of, boolean asked) {
            return new LookThroughView(
                    asked,
                    LookThrough.DEPTH,
                    of.opened().entrySet().stream()
                            .map(each -> new OpenedView(each.getKey(), each.getValue()))
                            .toList(),
                    List.copyOf(of.cutOff()));
        }
    }

    static AllocationFigures of(Allocation of, boolean lookedThrough) {
        return new AllocationFigures(
                of.total().orNull(),
                of.each().stream().map(BreakdownView::of).toList(),
                of.crossed().map(CrossedView::of).orElse(null),
                ConcentrationView.of(of.concentration()),
                LookThroughView.of(of.through(), lookedThrough),
                reasons(of));
    }

    private static Map<String, Undefined> reasons(Allocation of) {
        Map<String, Undefined> reasons = new TreeMap<>();
        if (!of.total().isKnown()) reasons.put("total_value", Undefined.VALUE_UNKNOWN);
        put(reasons, "weight", of.why());
        put(reasons, "concentration", of.concentration().why());
        return reasons;
    }

    private static void put(Map<String, Undefined> reasons, String name, Optional<Undefined> why) {
        why.ifPresent(reason -> reasons.put(name, reason));
    }
}
