package dev.truemark.core.backtest;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a strategy wants on a trading day, from what was known on the evening before.
 *
 * @param last   trading day on which it last had its weights; empty before the first
 * @param before the evening before {@code day}
 */
record Decision(LocalDate day, Optional<LocalDate> last, Evening before, Account account) {

    /** The weights to trade to; empty to leave all as it is. */
    Optional<SortedMap<String, BigDecimal>> of(Strategy strategy) {
        return switch (strategy) {
            case Strategy.BuyAndHold s -> last.isEmpty() ? Optional.of(s.weights()) : Optional.empty();
            case Strategy.ConstantMix s -> isDue(s.every()) ? Optional.of(s.weights()) : Optional.empty();
            case Strategy.Bands s -> last.isEmpty() || isOutside(s) ? Optional.of(s.weights()) : Optional.empty();
            case Strategy.Momentum s -> isDue(s.every()) ? Optional.of(leaders(s)) : Optional.empty();
            case Strategy.Scheduled s -> scheduled(s.weights());
        };
    }

    private boolean isDue(Every every) {
        return last.map(date -> every.isDue(date, day)).orElse(true);
    }

    private boolean isOutside(Strategy.Bands bands) {
        Optional<BigDecimal> total = account.value(before).value().filter(v -> v.signum() > 0);
        if (total.isEmpty()) return false;
        for (Map.Entry<String, BigDecimal> target : bands.weights().entrySet()) {
            Optional<BigDecimal> value =
                    account.valueOf(target.getKey(), before).value();
            if (value.isEmpty()) return false;
            BigDecimal weight = Exact.divide(value.get(), total.get());
            if (weight.subtract(target.getValue()).abs().compareTo(bands.band()) > 0) return true;
        }
        return false;
    }

    private record Ranked(String securityId, BigDecimal change) {}

    private SortedMap<String, BigDecimal> leaders(Strategy.Momentum momentum) {
        Evening earlier = new Evening(before.date().minusDays(momentum.days()), before.market(), before.base());
        List<Ranked> ranked = momentum.universe().stream()
                .flatMap(each -> change(each, earlier).stream())
                .sorted(Comparator.comparing(Ranked::change).reversed().thenComparing(Ranked::securityId))
                .limit(momentum.top())
                .toList();
        BigDecimal weight = Exact.divide(BigDecimal.ONE, BigDecimal.valueOf(momentum.top()));
        SortedMap<String, BigDecimal> weights = new TreeMap<>();
        ranked.forEach(each -> weights.put(each.securityId(), weight));
        return Collections.unmodifiableSortedMap(weights);
    }

    /** Units are those of today throughout: what split between counts with its ratio. */
    private Optional<Ranked> change(String securityId, Evening earlier) {
        BaseAmount now = before.unitValue(securityId);
        BaseAmount then = earlier.unitValue(securityId);
        if (!now.isKnown() || !then.isKnown() || then.orNull().signum() <= 0) return Optional.empty();
        BigDecimal units = account.unitsAfter(securityId, earlier.date(), before.date());
        return Optional.of(new Ranked(securityId, Exact.divide(now.orNull().multiply(units), then.orNull())));
    }

    private Optional<SortedMap<String, BigDecimal>> scheduled(
            NavigableMap<LocalDate, SortedMap<String, BigDecimal>> all) {
        var newest = all.floorEntry(day);
        boolean isNew = newest != null
                && last.map(date -> newest.getKey().isAfter(date)).orElse(true);
        return isNew ? Optional.of(newest.getValue()) : Optional.empty();
    }
}
