package dev.truemark.core.rebalance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Looks at every plan that may still be better than the best one known, asset by asset, line by line (branch and bound). It
 * ends after {@value #MOST_NODES} steps; within them what it has is the best plan there is.
 *
 * <p><b>Bound.</b> The deviations of lines and cash from their targets sum to zero, so of the lines that are decided, with
 * deviations {@code d}, no plan has a drift below {@code ½(Σ|d| + |Σd|) / total}. Fees are taken into account by
 * letting the total lie anywhere between what it is and what it is less all fees that could arise.
 */
final class Exhaustion {
    static final int MOST_NODES = 500_000;
    private static final double BETTER = 1e-13;

    private final Grid grid;
    private final Predicate<long[]> allowed;
    private final int[] order;
    private final boolean[] lastOfLine;
    private final double[] saleable;
    private final double mostFees;
    private final Position position;
    private long[] best;
    private double bestDrift;
    private int nodes;

    /**
     * @param known   a plan to be bettered
     * @param drift   of it; {@link Double#MAX_VALUE} where it is not allowed
     * @param allowed judges a plan exactly
     */
    Exhaustion(Grid grid, long[] known, double drift, Predicate<long[]> allowed) {
        this.grid = grid;
        this.allowed = allowed;
        this.best = known;
        this.bestDrift = drift;
        this.order = orderOf(grid);
        this.lastOfLine = lastOf(grid, order);
        this.saleable = saleable(grid, order);
        double traded = Math.min(
                grid.mostTraded,
                2
                        * (Math.abs(grid.total)
                                + Arrays.stream(grid.values).map(Math::abs).sum()));
        this.mostFees = grid.feePerTrade * grid.size + grid.feeRate * traded;
        this.position = new Position(grid);
    }

    long[] best() {
        visit(0, 0, 0, 0);
        return best;
    }

    /** Lines with coarse steps first, since they leave the fewest choices. */
    private static int[] orderOf(Grid grid) {
        double[] coarsest = new double[grid.targets.length];
        for (int i = 0; i < grid.size; i++) {
            coarsest[grid.lineOf[i]] = Math.max(coarsest[grid.lineOf[i]], grid.stepValues[i]);
        }
        return IntStream.range(0, grid.size)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -coarsest[grid.lineOf[i]])
                        .thenComparingInt(i -> grid.lineOf[i])
                        .thenComparingDouble(i -> -grid.stepValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static boolean[] lastOf(Grid grid, int[] order) {
        boolean[] last = new boolean[order.length];
        for (int d = 0; d < order.length; d++) {
            last[d] = d + 1 == order.length || grid.lineOf[order[d]] != grid.lineOf[order[d + 1]];
        }
        return last;
    }

    /** What selling all that is left from a depth on would bring. */
    private static double[] saleable(Grid grid, int[] order) {
        double[] saleable = new double[order.length + 1];
        for (int d = order.length - 1; d >= 0; d--) {
            saleable[d] = saleable[d + 1] - grid.least[order[d]] * grid.stepValues[order[d]];
        }
        return saleable;
    }

    private void visit(int depth, double low, double sumLow, double sumHigh) {
        if (depth == order.length) {
            keepIfBetter();
            return;
        }
        int asset = order[depth];
        long from = centre(asset, depth);
        walk(depth, from, 1, low, sumLow, sumHigh);
        walk(depth, from - 1, -1, low, sumLow, sumHigh);
        position.set(asset, 0);
    }

    /** The steps that bring a line onto its target; of a line that is not complete yet, none. */
    private long centre(int asset, int depth) {
        double step = grid.stepValues[asset];
        if (!lastOfLine[depth] || !(step > 0)) return best[asset];
        double toTarget = position.steps[asset] - position.deviation(grid.lineOf[asset]) / step;
        return grid.clamp(Math.floor(Math.max(-1e15, Math.min(1e15, toTarget))), asset);
    }

    /** Goes one way from the centre; beyond a step whose bound is too high all others on that side are worse still. */
    private void walk(int depth, long from, int by, double low, double sumLow, double sumHigh) {
        int asset = order[depth];
        for (long steps = from; steps >= grid.least[asset] && steps <= grid.most[asset]; steps += by) {
            if (++nodes > MOST_NODES) return;
            if (!grid.isTrade(steps, asset)) continue;
            position.set(asset, steps);
            boolean tooMuch = !grid.isLittle(position.traded);
            boolean tooLittle = !grid.isEnough(position.cash + saleable[depth + 1]);
            boolean away = steps > 0 == by > 0 && steps != 0;
            if ((tooMuch && away) || (tooLittle && by > 0)) return;
            if (lastOfLine[depth]) {
                int line = grid.lineOf[asset];
                double highest = position.lines[line] - grid.targets[line] * (grid.total - mostFees);
                double lowest = position.lines[line] - grid.targets[line] * grid.total;
                double off = distance(lowest, highest);
                double net = distance(sumLow + lowest, sumHigh + highest);
                if ((low + off + net) / (2 * grid.total) >= bestDrift - BETTER) {
                    if (off > 0 && steps != from) return;
                } else if (!tooMuch && !tooLittle) {
                    visit(depth + 1, low + off, sumLow + lowest, sumHigh + highest);
                }
            } else if (!tooMuch && !tooLittle) {
                visit(depth + 1, low, sumLow, sumHigh);
            }
        }
    }

    /** Of an interval from 0. */
    private static double distance(double low, double high) {
        return low > 0 ? low : Math.max(0, -high);
    }

    private void keepIfBetter() {
        if (!position.isAllowed()) return;
        double drift = position.drift();
        if (drift < bestDrift - BETTER && allowed.test(position.steps)) {
            bestDrift = drift;
            best = position.steps.clone();
        }
    }
}
