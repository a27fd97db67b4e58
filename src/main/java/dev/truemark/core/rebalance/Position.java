package dev.truemark.core.rebalance;

/** A plan in doubles whose sums follow each change of one asset. */
final class Position {
    private final Grid grid;
    final long[] steps;
    final double[] lines;
    double cash;
    double traded;
    double fees;

    Position(Grid grid) {
        this.grid = grid;
        this.steps = new long[grid.size];
        this.lines = new double[grid.targets.length];
        this.cash = grid.cash;
        for (int i = 0; i < grid.size; i++) lines[grid.lineOf[i]] += grid.values[i];
    }

    void set(int asset, long to) {
        long from = steps[asset];
        if (from == to) return;
        double step = grid.stepValues[asset];
        double moved = (to - from) * step;
        double fee = grid.fee(to, asset) - grid.fee(from, asset);
        lines[grid.lineOf[asset]] += moved;
        cash -= moved + fee;
        traded += (Math.abs(to) - Math.abs(from)) * step;
        fees += fee;
        steps[asset] = to;
    }

    void setAll(long[] all) {
        for (int i = 0; i < all.length; i++) set(i, all[i]);
    }

    boolean isAllowed() {
        return grid.isEnough(cash) && grid.isLittle(traded) && fees < grid.total;
    }

    double deviation(int line) {
        return lines[line] - grid.targets[line] * (grid.total - fees);
    }

    double cashDeviation() {
        return cash - grid.cashTarget * (grid.total - fees);
    }

    /** {@code ½ Σ|weight − target|}. */
    double drift() {
        double sum = Math.abs(cashDeviation());
        for (int l = 0; l < lines.length; l++) sum += Math.abs(deviation(l));
        return sum / (2 * (grid.total - fees));
    }

    /** How far it is from having enough cash and little enough traded, where it is not allowed. */
    double excess() {
        double lacking = Math.max(0, grid.minimumCash - cash);
        return lacking + Math.max(0, traded - grid.mostTraded) + Math.max(0, fees - grid.total);
    }
}
