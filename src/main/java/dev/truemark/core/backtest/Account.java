package dev.truemark.core.backtest;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run holds while it goes on: units, and money in base currency. Seen by one thread. */
final class Account {
    private final Map<String, SortedMap<LocalDate, BigDecimal>> splits;
    private final SortedMap<String, BigDecimal> units = new TreeMap<>();
    private BigDecimal cash;

    Account(BigDecimal cash, Map<String, SortedMap<LocalDate, BigDecimal>> splits) {
        this.cash = cash;
        this.splits = splits;
    }

    SortedMap<String, BigDecimal> units() {
        return units;
    }

    BigDecimal unitsOf(String securityId) {
        return units.getOrDefault(securityId, BigDecimal.ZERO);
    }

    BigDecimal cash() {
        return cash;
    }

    void add(String securityId, BigDecimal change, BigDecimal paid) {
        units.merge(securityId, change, BigDecimal::add);
        units.values().removeIf(each -> each.signum() == 0);
        cash = cash.add(paid);
    }

    void split(String securityId, BigDecimal ratio) {
        units.computeIfPresent(securityId, (id, held) -> held.multiply(ratio));
    }

    BaseAmount valueOf(String securityId, Evening at) {
        BigDecimal held = unitsOf(securityId);
        if (held.signum() == 0) return BaseAmount.ZERO;
        return at.price(securityId)
                .map(p -> at.toBase(p.currency()).apply(held.multiply(p.price())))
                .orElse(BaseAmount.UNKNOWN);
    }

    BaseAmount value(Evening at) {
        BaseAmount value = BaseAmount.of(cash);
        for (String each : units.keySet()) value = value.plus(valueOf(each, at));
        return value;
    }

    /** What a unit of the evening of {@code from} is on that of {@code to}. */
    BigDecimal unitsAfter(String securityId, LocalDate from, LocalDate to) {
        return splits
                .getOrDefault(securityId, new TreeMap<>())
                .subMap(from.plusDays(1), to.plusDays(1))
                .values()
                .stream()
                .reduce(BigDecimal.ONE, BigDecimal::multiply);
    }
}
