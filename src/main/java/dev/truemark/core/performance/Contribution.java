package dev.truemark.core.performance;

import dev.truemark.core.figure.Undefined;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each segment added to the return (DEFINITIONS 19).
 * <p><b>Definition.</b> {@code wᵢ·rᵢ} with the weight at the start of the period; linked so that contributions sum to the
 * linked return ({@link LinkingFactors}, with a benchmark of 0).
 * <p><b>Unit.</b> Decimal fraction. <b>Numbers.</b> Exact within a period; linked at 18 decimals, adding up to the last digit:
 * what rounding leaves the largest takes.
 *
 * @param linked over all periods; none where {@code notLinked} says why
 * @param total  the return of all periods
 */
public record Contribution(List<Period> periods, BigDecimal total, List<Share> linked, Optional<Undefined> notLinked) {
    public record Segment(String name, BigDecimal weight, BigDecimal value) {}

    public record Share(String name, BigDecimal contribution) {}

    public record Period(List<Share> segments, BigDecimal total) {
        public Period {
            segments = List.copyOf(segments);
        }

        /** Of shares that are known already. */
        public static Period of(List<Share> shares) {
            return new Period(shares, sum(shares));
        }
    }

    public Contribution {
        periods = List.copyOf(periods);
        linked = List.copyOf(linked);
    }

    /**
     * @param periods at least one, in order, each of segments with different names
     * @throws ArithmeticException if the linked return is too large for a double
     */
    public static Contribution of(List<List<Segment>> periods, Linking linking) {
        return linked(
                periods.stream()
                        .map(segments -> Period.of(segments.stream()
                                .map(each ->
                                        new Share(each.name(), each.weight().multiply(each.value())))
                                .toList()))
                        .toList(),
                linking);
    }

    /** Of contributions to single periods. */
    public static Contribution linked(List<Period> periods, Linking linking) {
        if (periods.size() == 1) {
            Period only = periods.getFirst();
            return new Contribution(periods, only.total(), only.segments(), Optional.empty());
        }
        double[] returns =
                periods.stream().mapToDouble(each -> each.total().doubleValue()).toArray();
        BigDecimal total = Rounded.linked(periods.stream().map(Period::total).toList());
        if (linking == Linking.NONE) {
            return new Contribution(periods, total, List.of(), Optional.of(Undefined.NOT_LINKED));
        }
        return LinkingFactors.of(linking, returns, new double[returns.length])
                .map(factors -> new Contribution(periods, total, weighed(periods, factors, total), Optional.empty()))
                .orElseGet(() -> new Contribution(periods, total, List.of(), Optional.of(Undefined.TOTAL_LOSS)));
    }

    private static List<Share> weighed(List<Period> periods, double[] factors, BigDecimal total) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (int t = 0; t < factors.length; t++) {
            BigDecimal factor = new BigDecimal(factors[t]);
            for (Share each : periods.get(t).segments()) {
                sums.merge(each.name(), each.contribution().multiply(factor), BigDecimal::add);
            }
        }
        List<Share> shares = new ArrayList<>();
        sums.forEach((name, sum) -> shares.add(new Share(name, Rounded.of(sum))));
        List<BigDecimal> parts = shares.stream().map(Share::contribution).toList();
        int at = Rounded.largest(parts);
        if (at < 0) return shares;
        BigDecimal left = Rounded.left(total, parts);
        Share takes = shares.get(at);
        shares.set(at, new Share(takes.name(), takes.contribution().add(left)));
        return shares;
    }

    private static BigDecimal sum(List<Share> shares) {
        return shares.stream().map(Share::contribution).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
