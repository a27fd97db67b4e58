package dev.truemark.core.rebalance;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Makes a plan better by changing one asset, or two at once, for as long as that helps: the way to a good plan where there
 * are too many to look at.
 */
final class Descent {
    /** Changes of lines that are looked at; then what was found stands. */
    private static final long MOST_WORK = 40_000_000;
    /** Assets of either side that are changed in pairs. */
    private static final int PAIRED = 16;

    private static final double BETTER = 1e-12;

    private final Grid grid;
    private long work;

    Descent(Grid grid) {
        this.grid = grid;
    }

    /** The best plan found on the way from some starts; not necessarily an allowed one. */
    long[] best() {
        long[] best = new long[grid.size];
        double score = Double.MAX_VALUE;
        for (long[] start : List.of(new long[grid.size], scaled(1), scaled(scaleOfTurnover()))) {
            Position position = new Position(grid);
            position.setAll(start);
            work = 0;
            descend(position);
            if (score(position) < score - BETTER) {
                score = score(position);
                best = position.steps.clone();
            }
        }
        return best;
    }

    private void descend(Position position) {
        boolean better = true;
        while (better && work < MOST_WORK) {
            better = false;
            for (int i = 0; i < grid.size; i++) better |= improve(position, i);
            if (!better) better = improveByPairs(position);
        }
    }

    /** What is not allowed comes after all that is, by how much is wrong with it. */
    private double score(Position position) {
        work += position.lines.length;
        return position.isAllowed() ? position.drift() : 10 + position.excess() / grid.total;
    }

    private boolean improve(Position position, int asset) {
        long before = position.steps[asset];
        long best = before;
        double score = score(position);
        for (long each : candidates(position, asset)) {
            position.set(asset, each);
            double now = score(position);
            if (now < score - BETTER) {
                score = now;
                best = each;
            }
        }
        position.set(asset, best);
        return best != before;
    }

    private boolean improveByPairs(Position position) {
        int[] high = sides(position, 1);
        int[] low = sides(position, -1);
        boolean better = false;
        for (int one : high) {
            for (int other : low) {
                if (one != other && work < MOST_WORK) better |= improve(position, one, other);
            }
        }
        return better;
    }

    private boolean improve(Position position, int one, int other) {
        long oneBefore = position.steps[one];
        long otherBefore = position.steps[other];
        long oneBest = oneBefore;
        long otherBest = otherBefore;
        double score = score(position);
        for (long first : candidates(position, one)) {
            position.set(one, first);
            for (long second : candidates(position, other)) {
                position.set(other, second);
                double now = score(position);
                if (now < score - BETTER) {
                    score = now;
                    oneBest = first;
                    otherBest = second;
                }
            }
            position.set(other, otherBefore);
        }
        position.set(one, oneBest);
        position.set(other, otherBest);
        return oneBest != oneBefore || otherBest != otherBefore;
    }

    /** The assets whose lines are highest above their targets, or with −1 lowest below. */
    private int[] sides(Position position, int sign) {
        return IntStream.range(0, grid.size)
                .filter(i -> grid.least[i] < 0 || grid.most[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -sign * position.deviation(grid.lineOf[i])))
                .limit(PAIRED)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Trades of one asset at which something turns: a line or cash on its target, a limit, none at all. */
    private long[] candidates(Position position, int asset) {
        double step = grid.stepValues[asset];
        if (!(step > 0)) return new long[0];
        long now = position.steps[asset];
        double toTarget = now - position.deviation(grid.lineOf[asset]) / step;
        double toCash = now + position.cashDeviation() / step;
        double newFee = now == 0 ? grid.feePerTrade : 0;
        double toLeast = now + (position.cash - grid.minimumCash - newFee) / (step * (1 + grid.feeRate));
        double traded = Math.abs(now) + (grid.mostTraded - position.traded) / step;
        long smallest = grid.smallestTrade(asset);
        return LongStream.of(
                        0,
                        now - 1,
                        now + 1,
                        floor(toTarget),
                        floor(toTarget) + 1,
                        floor(toCash),
                        floor(toCash) + 1,
                        floor(toLeast),
                        floor(toLeast) + 1,
                        floor(traded),
                        -floor(traded),
                        smallest,
                        -smallest,
                        grid.least[asset])
                .map(steps -> grid.clamp(steps, asset))
                .filter(steps -> steps != now && grid.isTrade(steps, asset))
                .distinct()
                .toArray();
    }

    private static long floor(double steps) {
        return (long) Math.floor(Math.max(-1e15, Math.min(1e15, steps)));
    }

    /** A part of the way from what is held to the targets, each line by its assets as they are held. */
    private long[] scaled(double part) {
        long[] steps = new long[grid.size];
        double[] held = new double[grid.targets.length];
        int[] members = new int[grid.targets.length];
        for (int i = 0; i < grid.size; i++) {
            if (grid.values[i] > 0) held[grid.lineOf[i]] += grid.values[i];
            members[grid.lineOf[i]]++;
        }
        for (int i = 0; i < grid.size; i++) {
            int line = grid.lineOf[i];
            double share = held[line] > 0 ? Math.max(0, grid.values[i]) / held[line] : 1.0 / members[line];
            double wanted = part * share * (grid.targets[line] * grid.total - held[line]);
            if (!(grid.stepValues[i] > 0)) continue;
            long whole = grid.clamp(wanted / grid.stepValues[i], i);
            steps[i] = grid.isTrade(whole, i) ? whole : 0;
        }
        return steps;
    }

    /** The part of the way that the limit on turnover allows. */
    private double scaleOfTurnover() {
        Position position = new Position(grid);
        position.setAll(scaled(1));
        return position.traded > grid.mostTraded ? grid.mostTraded / position.traded : 0.5;
    }
}
