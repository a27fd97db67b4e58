package dev.truemark.core.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Attribution.Effects;
import dev.truemark.core.performance.Attribution.Period;
import dev.truemark.core.performance.Attribution.Totals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Attribution effects of all periods. They are rounded to 18 decimals and add up to the linked active return to the last
 * digit: what rounding leaves, nearly always less than 1e-14, the largest selection takes.
 */
record LinkedEffects(List<Effects> effects, Totals total, Optional<Undefined> reason) {

    static LinkedEffects of(List<Period> periods, Linking linking) {
        if (periods.size() == 1) {
            return new LinkedEffects(
                    periods.getFirst().segments(), periods.getFirst().totals(), Optional.empty());
        }
        List<BigDecimal> portfolio = returns(periods, Totals::portfolio);
        List<BigDecimal> benchmark = returns(periods, Totals::benchmark);
        Totals total = new Totals(Rounded.linked(portfolio), Rounded.linked(benchmark));
        if (linking == Linking.NONE) return new LinkedEffects(List.of(), total, Optional.of(Undefined.NOT_LINKED));
        Optional<double[]> factors = LinkingFactors.of(linking, doubles(portfolio), doubles(benchmark));
        if (factors.isEmpty()) return new LinkedEffects(List.of(), total, Optional.of(Undefined.TOTAL_LOSS));
        return new LinkedEffects(settled(weighed(periods, factors.get()), total.active()), total, Optional.empty());
    }

    private static double[] doubles(List<BigDecimal> returns) {
        return returns.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }

    private static List<BigDecimal> returns(List<Period> periods, Function<Totals, BigDecimal> which) {
        return periods.stream().map(each -> which.apply(each.totals())).toList();
    }

    private static List<Effects> weighed(List<Period> periods, double[] factors) {
        Map<String, Effects> sums = new LinkedHashMap<>();
        for (int t = 0; t < factors.length; t++) {
            BigDecimal factor = new BigDecimal(factors[t]);
            for (Effects each : periods.get(t).segments()) {
                Effects times = new Effects(
                        each.name(),
                        each.allocation().multiply(factor),
                        each.selection().multiply(factor),
                        each.interaction().multiply(factor));
                sums.merge(each.name(), times, LinkedEffects::plus);
            }
        }
        return sums.values().stream().map(LinkedEffects::rounded).toList();
    }

    private static Effects plus(Effects a, Effects b) {
        return new Effects(
                a.name(),
                a.allocation().add(b.allocation()),
                a.selection().add(b.selection()),
                a.interaction().add(b.interaction()));
    }

    private static Effects rounded(Effects each) {
        return new Effects(
                each.name(),
                Rounded.of(each.allocation()),
                Rounded.of(each.selection()),
                Rounded.of(each.interaction()));
    }

    private static List<Effects> settled(List<Effects> effects, BigDecimal active) {
        int at = Rounded.largest(effects.stream().map(Effects::selection).toList());
        if (at < 0) return effects;
        BigDecimal left =
                Rounded.left(active, effects.stream().map(Effects::sum).toList());
        Effects takes = effects.get(at);
        List<Effects> settled = new ArrayList<>(effects);
        settled.set(
                at,
                new Effects(takes.name(), takes.allocation(), takes.selection().add(left), takes.interaction()));
        return settled;
    }
}
