package dev.truemark.core.rebalance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The same as {@link ExactPlan} in doubles, for the search: it looks at many plans, and each that it would keep is judged
 * exactly. So doubles decide what is looked at, never what is allowed.
 */
final class Grid {
    /** Relative slack of what doubles call allowed; exact numbers have the last word. */
    private static final double SLACK = 1e-9;

    private static final BigDecimal MOST_STEPS = BigDecimal.valueOf(1L << 50);

    final int size;
    final double total;
    final double cash;
    final double minimumCash;
    final double minimumTrade;
    final double mostTraded;
    final double feePerTrade;
    final double feeRate;
    final double[] targets;
    final double cashTarget;
    final double[] values;
    final double[] stepValues;
    final int[] lineOf;
    final long[] least;
    final long[] most;

    Grid(List<Line> lines, List<Asset> assets, Rules rules, BigDecimal exactTotal, boolean maySell) {
        size = assets.size();
        total = exactTotal.doubleValue();
        cash = rules.cash().doubleValue();
        minimumCash = rules.minimumCash().doubleValue();
        minimumTrade = rules.minimumTrade().doubleValue();
        feePerTrade = rules.feePerTrade().doubleValue();
        feeRate = rules.feeRate().doubleValue();
        mostTraded = rules.maximumTurnover()
                .map(turnover -> turnover.doubleValue() * 2 * total)
                .orElse(Double.MAX_VALUE);
        targets =
                lines.stream().mapToDouble(line -> line.target().doubleValue()).toArray();
        double rest = 1;
        for (double target : targets) rest -= target;
        cashTarget = rest;
        values = assets.stream().mapToDouble(each -> each.value().doubleValue()).toArray();
        stepValues = assets.stream()
                .mapToDouble(each -> each.unitValue().multiply(each.step()).doubleValue())
                .toArray();
        lineOf = assets.stream().mapToInt(Asset::line).toArray();
        least = new long[size];
        most = new long[size];
        for (int i = 0; i < size; i++) {
            Asset each = assets.get(i);
            boolean traded = stepValues[i] > 0;
            if (traded && maySell && each.maySell() && each.quantity().signum() > 0) {
                least[i] = -steps(each.quantity(), each.step());
            }
            if (traded && each.mayBuy()) {
                most[i] = steps(
                        exactTotal.abs().add(each.value().abs()),
                        each.unitValue().multiply(each.step()));
            }
        }
    }

    private static long steps(BigDecimal amount, BigDecimal step) {
        return amount.divide(step, 0, RoundingMode.FLOOR).min(MOST_STEPS).longValue();
    }

    double fee(long steps, int asset) {
        return steps == 0 ? 0 : feePerTrade + feeRate * Math.abs(steps) * stepValues[asset];
    }

    /** Whether a trade of so many steps is large enough, or none. */
    boolean isTrade(long steps, int asset) {
        return steps == 0 || Math.abs(steps) * stepValues[asset] >= minimumTrade * (1 - SLACK);
    }

    boolean isEnough(double cashLeft) {
        return cashLeft >= minimumCash - SLACK * Math.abs(total);
    }

    boolean isLittle(double traded) {
        return traded <= mostTraded + SLACK * Math.abs(total);
    }

    /** The fewest steps that make a trade. */
    long smallestTrade(int asset) {
        return Math.max(1, (long) Math.ceil(minimumTrade / stepValues[asset] * (1 - SLACK)));
    }

    long clamp(double steps, int asset) {
        return Math.max(least[asset], Math.min(most[asset], (long) steps));
    }
}
