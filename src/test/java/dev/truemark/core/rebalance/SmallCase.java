package dev.truemark.core.rebalance;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A portfolio small enough for every plan to be looked at, in whole cents and hundredths; judged by arithmetic of its own. */
record SmallCase(
        long[] prices,
        long[] quantities,
        long[] percents,
        int[] lineOf,
        boolean[] noSell,
        long cash,
        long minimumCash,
        long minimumTrade,
        long turnoverPercent,
        long feePerTrade,
        long feePercent) {

    static SmallCase of(Random random) {
        int n = 1 + random.nextInt(3);
        int m = n == 1 || random.nextInt(3) > 0 ? n : n - 1;
        long[] percents = new long[m];
        long left = 100;
        for (int l = 0; l < m; l++) {
            percents[l] = random.nextInt((int) left + 1);
            left -= percents[l];
        }
        boolean[] noSell = new boolean[n];
        for (int i = 0; i < n; i++) noSell[i] = random.nextInt(5) == 0;
        return new SmallCase(
                random.longs(n, 2_000, 9_000).toArray(),
                random.longs(n, 0, 5).toArray(),
                percents,
                IntStream.range(0, n).map(i -> Math.min(i, m - 1)).toArray(),
                noSell,
                random.nextLong(-5_000, 15_000),
                random.nextInt(3) == 0 ? random.nextLong(5_000) : 0,
                random.nextInt(3) == 0 ? random.nextLong(10_000) : 0,
                random.nextInt(3) == 0 ? random.nextLong(1, 50) : -1,
                random.nextInt(4) == 0 ? random.nextLong(300) : 0,
                random.nextInt(4) == 0 ? random.nextLong(1, 3) : 0);
    }

    List<Line> lines() {
        return Arrays.stream(percents)
                .mapToObj(each -> new Line("L", BigDecimal.valueOf(each, 2), Optional.empty()))
                .toList();
    }

    List<Asset> assets() {
        return IntStream.range(0, prices.length)
                .mapToObj(i -> new Asset(
                        Integer.toString(i),
                        lineOf[i],
                        BigDecimal.valueOf(quantities[i]),
                        BigDecimal.valueOf(prices[i] * quantities[i]),
                        BigDecimal.valueOf(prices[i]),
                        BigDecimal.ONE,
                        true,
                        !noSell[i]))
                .toList();
    }

    Rules rules() {
        return new Rules(
                BigDecimal.valueOf(cash),
                BigDecimal.valueOf(minimumCash),
                BigDecimal.valueOf(minimumTrade),
                turnoverPercent < 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(turnoverPercent, 2)),
                BigDecimal.valueOf(feePerTrade),
                BigDecimal.valueOf(feePercent, 2),
                false,
                false);
    }

    long[] steps(Proposal proposal) {
        long[] steps = new long[prices.length];
        proposal.trades()
                .forEach(each -> steps[Integer.parseInt(each.securityId())] =
                        each.quantity().longValueExact());
        return steps;
    }

    private long total() {
        return IntStream.range(0, prices.length)
                .mapToLong(i -> prices[i] * quantities[i])
                .reduce(cash, Long::sum);
    }

    /** The drift of the best plan that is allowed; infinite where there is none. */
    double best() {
        return total() <= 0 ? Double.POSITIVE_INFINITY : best(new long[prices.length], 0);
    }

    private double best(long[] steps, int asset) {
        if (asset == steps.length) return isAllowed(steps) ? drift(steps) : Double.POSITIVE_INFINITY;
        double best = Double.POSITIVE_INFINITY;
        long most = 2 * total() / prices[asset] + 1;
        for (long each = -quantities[asset]; each <= most; each++) {
            steps[asset] = each;
            best = Math.min(best, best(steps, asset + 1));
        }
        steps[asset] = 0;
        return best;
    }

    /** Hundredths of cents. */
    private long fees(long[] steps) {
        long fees = 0;
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] != 0) fees += 100 * feePerTrade + feePercent * Math.abs(steps[i]) * prices[i];
        }
        return fees;
    }

    private long cashAfter(long[] steps) {
        long left = 100 * cash - fees(steps);
        for (int i = 0; i < steps.length; i++) left -= 100 * steps[i] * prices[i];
        return left;
    }

    boolean isAllowed(long[] steps) {
        long traded = 0;
        for (int i = 0; i < steps.length; i++) {
            long value = Math.abs(steps[i]) * prices[i];
            traded += value;
            if (steps[i] != 0 && value < minimumTrade) return false;
            if (steps[i] < 0 && (noSell[i] || -steps[i] > quantities[i])) return false;
        }
        if (turnoverPercent >= 0 && 100 * traded > turnoverPercent * 2 * total()) return false;
        return cashAfter(steps) >= 100 * minimumCash && fees(steps) < 100 * total();
    }

    double drift(long[] steps) {
        double whole = 100.0 * total() - fees(steps);
        double[] values = new double[percents.length];
        for (int i = 0; i < steps.length; i++) values[lineOf[i]] += 100.0 * prices[i] * (quantities[i] + steps[i]);
        double sum = 0;
        double cashTarget = 1;
        for (int l = 0; l < values.length; l++) {
            sum += Math.abs(values[l] / whole - percents[l] / 100.0);
            cashTarget -= percents[l] / 100.0;
        }
        return (sum + Math.abs(cashAfter(steps) / whole - cashTarget)) / 2;
    }

    @Override
    public String toString() {
        return "prices " + Arrays.toString(prices) + " quantities " + Arrays.toString(quantities) + " percents "
                + Arrays.toString(percents) + " lines " + Arrays.toString(lineOf) + " no sell "
                + Arrays.toString(noSell)
                + " " + rules();
    }
}
