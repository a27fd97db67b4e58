package dev.truemark.core.allocation;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A portfolio's value by one attribute, or by several at once. Every security and every currency of cash is in one line,
 * so values sum to the total and weights to 1, exactly.
 *
 * @param by       the attributes
 * @param segments the largest first, then what is not classified, then cash by currency; equal ones by name
 */
public record Breakdown(List<String> by, List<Segment> segments) {
    /** The attribute that is the security itself. */
    public static final String SECURITY = "security";

    private static final Comparator<Segment> ORDER = Comparator.comparing(Segment::kind)
            .thenComparing(Segment::priced, Comparator.reverseOrder())
            .thenComparing(each -> String.join(
                    "\u0001", each.names().stream().map(name -> name.orElse("")).toList()));

    public Breakdown {
        by = List.copyOf(by);
        segments = List.copyOf(segments);
    }

    /**
     * @param attributes of the instruments, by security and name
     * @param total      of all exposures and cash, where it is known and positive
     */
    static Breakdown of(
            List<String> by,
            List<Exposure> exposures,
            List<CashLine> cash,
            Map<String, Map<String, String>> attributes,
            Optional<BigDecimal> total) {
        Map<List<Optional<String>>, Sum> sums = new HashMap<>();
        for (Exposure each : exposures) {
            Map<String, String> told = attributes.getOrDefault(each.securityId(), Map.of());
            List<Optional<String>> names = by.stream()
                    .map(name -> name.equals(SECURITY)
                            ? Optional.of(each.securityId())
                            : Optional.ofNullable(told.get(name)))
                    .toList();
            sums.computeIfAbsent(names, none -> new Sum()).add(each);
        }
        List<Segment> segments = new ArrayList<>(sums.size() + cash.size());
        sums.forEach((names, sum) -> segments.add(sum.segment(names)));
        cash.forEach(each -> segments.add(new Segment(
                Segment.Kind.CASH,
                List.of(Optional.of(each.currency())),
                each.value(),
                each.value().value().orElse(BigDecimal.ZERO),
                BaseAmount.ZERO,
                Optional.empty())));
        segments.sort(ORDER);
        return new Breakdown(by, total.map(whole -> weighed(segments, whole)).orElse(List.copyOf(segments)));
    }

    private static List<Segment> weighed(List<Segment> segments, BigDecimal total) {
        List<Segment> weighed = new ArrayList<>(segments.size());
        BigDecimal left = BigDecimal.ONE;
        for (int i = 0; i < segments.size(); i++) {
            Segment each = segments.get(i);
            BigDecimal weight = i + 1 == segments.size()
                    ? left
                    : Exact.share(BigDecimal.ONE, each.value().value().orElseThrow(), total);
            left = left.subtract(weight);
            weighed.add(each.weighing(Optional.of(weight)));
        }
        return weighed;
    }

    private static final class Sum {
        private BaseAmount value = BaseAmount.ZERO;
        private BaseAmount through = BaseAmount.ZERO;
        private BigDecimal priced = BigDecimal.ZERO;

        void add(Exposure each) {
            value = value.plus(each.value());
            through = through.plus(each.through());
            priced = priced.add(each.direct().value().orElse(BigDecimal.ZERO))
                    .add(each.through().value().orElse(BigDecimal.ZERO));
        }

        Segment segment(List<Optional<String>> names) {
            Segment.Kind kind =
                    names.stream().allMatch(Optional::isPresent) ? Segment.Kind.CLASSIFIED : Segment.Kind.UNCLASSIFIED;
            return new Segment(kind, names, value, priced, through, Optional.empty());
        }
    }
}
