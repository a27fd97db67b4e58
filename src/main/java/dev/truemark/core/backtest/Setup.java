package dev.truemark.core.backtest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;

/**
 * Under which conditions a strategy is run.
 *
 * @param initial      money at the start of {@code from}, in {@code baseCurrency}
 * @param costRate     charged on what each trade moves, 0 or more and below 1
 * @param decimals     of quantities; 0 for whole units
 * @param splits       units after per unit before, by security and date; they happen before the trades of the day
 * @param believeJumps whether a price that changes as much in a day as by a split is believed
 */
public record Setup(
        String baseCurrency,
        LocalDate from,
        LocalDate to,
        BigDecimal initial,
        BigDecimal costRate,
        int decimals,
        Map<String, SortedMap<LocalDate, BigDecimal>> splits,
        boolean believeJumps) {
    public Setup {
        if (to.isBefore(from)) throw new IllegalArgumentException("ends before it begins: " + from + " " + to);
        if (initial.signum() <= 0) throw new IllegalArgumentException("money is positive: " + initial);
        if (costRate.signum() < 0 || costRate.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("a cost is from 0 to 1: " + costRate);
        }
        splits = Map.copyOf(splits);
    }
}
