package dev.truemark.core.allocation;

import dev.truemark.core.instrument.Constituent;
import dev.truemark.core.instrument.Constituents;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Values of holdings as values of what the funds among them hold.
 *
 * <p><b>Definition.</b> A security with known constituents is opened: each constituent gets its weight of the value, and
 * what the weights leave of 1 stays with the security itself. What a constituent gets is opened in turn, {@value #DEPTH}
 * times at most; deeper, the value stays with the security that would have been opened, which also ends a cycle of funds
 * that hold one another.
 *
 * <p><b>Numbers.</b> Exact: products are not rounded and remainders are differences, so the exposures sum to the holdings.
 *
 * @param exposures by security, those of a value of zero left out
 * @param opened    the held securities that were looked through, with what part of each its constituents are
 * @param cutOff    securities with constituents that were not opened for their depth
 */
public record LookThrough(List<Exposure> exposures, SortedMap<String, BigDecimal> opened, SortedSet<String> cutOff) {
    /** Funds in funds that are opened, one inside the other. */
    public static final int DEPTH = 5;

    public LookThrough {
        exposures = List.copyOf(exposures);
    }

    /** Holdings as they are. */
    public static LookThrough none(Map<String, BaseAmount> held) {
        return of(held, Map.of());
    }

    public static LookThrough of(Map<String, BaseAmount> held, Map<String, Constituents> known) {
        SortedMap<String, BaseAmount> direct = new TreeMap<>();
        SortedMap<String, BaseAmount> through = new TreeMap<>();
        SortedMap<String, BigDecimal> opened = new TreeMap<>();
        SortedSet<String> cutOff = new TreeSet<>();
        SortedMap<String, BaseAmount> level = new TreeMap<>(held);
        for (int depth = 0; !level.isEmpty(); depth++) {
            SortedMap<String, BaseAmount> kept = depth == 0 ? direct : through;
            SortedMap<String, BaseAmount> below = new TreeMap<>();
            for (Map.Entry<String, BaseAmount> each : level.entrySet()) {
                Constituents of = known.get(each.getKey());
                if (of == null || of.all().isEmpty()) {
                    add(kept, each.getKey(), each.getValue());
                } else if (depth == DEPTH) {
                    cutOff.add(each.getKey());
                    add(kept, each.getKey(), each.getValue());
                } else {
                    BigDecimal part = open(each.getKey(), each.getValue(), of, kept, below);
                    if (depth == 0) opened.put(each.getKey(), part);
                }
            }
            level = below;
        }
        return new LookThrough(exposures(direct, through), opened, cutOff);
    }

    /** The part that goes to constituents. */
    private static BigDecimal open(
            String security,
            BaseAmount value,
            Constituents of,
            Map<String, BaseAmount> kept,
            Map<String, BaseAmount> below) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Constituent part : of.all()) {
            add(below, part.securityId(), times(value, part.weight()));
            sum = sum.add(part.weight());
        }
        BigDecimal rest = BigDecimal.ONE.subtract(sum);
        if (rest.signum() != 0) add(kept, security, times(value, rest));
        return sum;
    }

    private static BaseAmount times(BaseAmount value, BigDecimal weight) {
        return value.value().map(known -> BaseAmount.of(known.multiply(weight))).orElse(BaseAmount.UNKNOWN);
    }

    private static void add(Map<String, BaseAmount> sums, String security, BaseAmount value) {
        sums.merge(security, value, BaseAmount::plus);
    }

    private static List<Exposure> exposures(Map<String, BaseAmount> direct, Map<String, BaseAmount> through) {
        SortedSet<String> all = new TreeSet<>(direct.keySet());
        all.addAll(through.keySet());
        List<Exposure> exposures = new ArrayList<>(all.size());
        for (String security : all) {
            Exposure each = new Exposure(
                    security,
                    direct.getOrDefault(security, BaseAmount.ZERO),
                    through.getOrDefault(security, BaseAmount.ZERO));
            boolean nothing =
                    each.direct().equals(BaseAmount.ZERO) && each.through().equals(BaseAmount.ZERO);
            if (!nothing) exposures.add(each);
        }
        return exposures;
    }
}
