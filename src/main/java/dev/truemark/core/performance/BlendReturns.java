package dev.truemark.core.performance;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A blend of instruments day by day: what each weighs at the start of a day, and its price return.
 * <p><b>Definition.</b> {@code r = P_end/P_begin − 1} in base currency; between two rebalancings a weight drifts with its
 * price, {@code w·(1 + r)/(1 + R)}. Rebalanced at the start of the first day of a month, quarter or year.
 * <p><b>Unit.</b> Decimal fractions. <b>Numbers.</b> double, 1e-12 over 10 000 days. Prices are as they were quoted: what a
 * split or a dividend does to them counts as a return.
 */
public final class BlendReturns {
    private BlendReturns() {}

    /** When weights go back to what they were told. */
    public enum Rebalancing {
        DAILY,
        MONTHLY,
        QUARTERLY,
        ANNUALLY,
        NONE;

        boolean isDue(LocalDate before, LocalDate date) {
            return switch (this) {
                case DAILY -> true;
                case MONTHLY -> before.getMonthValue() != date.getMonthValue() || before.getYear() != date.getYear();
                case QUARTERLY -> quarter(before) != quarter(date) || before.getYear() != date.getYear();
                case ANNUALLY -> before.getYear() != date.getYear();
                case NONE -> false;
            };
        }

        private static int quarter(LocalDate date) {
            return (date.getMonthValue() - 1) / 3;
        }
    }

    /** An instrument on a day. */
    public record Part(double weight, double value) {}

    /** Prices of the instruments at the end of a day, in base currency. */
    public record Prices(LocalDate date, Map<String, BaseAmount> bySecurity) {
        Optional<BigDecimal> of(String security) {
            return bySecurity.getOrDefault(security, BaseAmount.UNKNOWN).value();
        }
    }

    /**
     * The instruments on each day but the first; empty where a price is missing or not positive.
     *
     * @param days    one after the other
     * @param weights with a sum above 0
     */
    public static Optional<List<Map<String, Part>>> of(
            List<Prices> days, Map<String, BigDecimal> weights, Rebalancing rebalancing) {
        List<Map<String, Part>> all = new ArrayList<>();
        Map<String, Double> drifted = told(weights);
        for (int t = 1; t < days.size(); t++) {
            if (rebalancing.isDue(days.get(t - 1).date(), days.get(t).date())) drifted = told(weights);
            Map<String, Part> parts = new LinkedHashMap<>();
            double whole = 0;
            for (Map.Entry<String, Double> each : drifted.entrySet()) {
                Optional<BigDecimal> begin = days.get(t - 1).of(each.getKey());
                Optional<BigDecimal> end = days.get(t).of(each.getKey());
                if (begin.isEmpty() || end.isEmpty() || begin.get().signum() <= 0) return Optional.empty();
                double r = end.get().subtract(begin.get()).doubleValue()
                        / begin.get().doubleValue();
                parts.put(each.getKey(), new Part(each.getValue(), r));
                whole += each.getValue() * r;
            }
            all.add(parts);
            drifted = drifted(parts, whole);
        }
        return Optional.of(all);
    }

    /** As told, over their sum, since weights are told with few digits. */
    private static Map<String, Double> told(Map<String, BigDecimal> weights) {
        double sum = weights.values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
        Map<String, Double> told = new LinkedHashMap<>();
        weights.forEach((security, weight) -> told.put(security, weight.doubleValue() / sum));
        return told;
    }

    private static Map<String, Double> drifted(Map<String, Part> parts, double whole) {
        Map<String, Double> drifted = new LinkedHashMap<>();
        parts.forEach((security, part) -> drifted.put(security, part.weight() * (1 + part.value()) / (1 + whole)));
        return drifted;
    }
}
