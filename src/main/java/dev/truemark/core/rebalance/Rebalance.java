package dev.truemark.core.rebalance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Trades that bring a portfolio as near to its targets as whole steps and rules let it come.
 *
 * <p><b>Definition.</b> Of all plans that break no rule, the one with the least drift {@code ½ Σ|weight − target|} over
 * lines and cash, whose target is what the lines leave of 1; weights are of the total after fees. Of equal ones, that which
 * trades less.
 *
 * <p><b>Numbers.</b> Rules and figures are exact. The search is in doubles: the best plan where there are few enough to be
 * looked at ({@link Exhaustion}), otherwise the best that {@link Descent} finds.
 */
public final class Rebalance {
    private Rebalance() {}

    /** Why there is no proposal. */
    public enum Refusal {
        /** What there is is worth nothing, or less. */
        NOTHING_INVESTED,
        /** No trades leave as much cash as is to be left, within the other rules. */
        CASH_OUT_OF_REACH
    }

    /** A proposal, or why there is none. */
    public sealed interface Outcome {
        record Proposed(Proposal proposal) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /** @param lines with targets of 0 or more that sum to 1 at most */
    public static Outcome of(List<Line> lines, List<Asset> assets, Rules rules) {
        ExactPlan exact = new ExactPlan(lines, assets, rules);
        if (exact.total().signum() <= 0) return new Outcome.Refused(Refusal.NOTHING_INVESTED);
        Optional<Proposal> none = exact.of(new long[assets.size()]);
        boolean within = none.isPresent() && exact.isWithinBands(exact.now(), exact.total());
        if (within && rules.onlyOutside()) return new Outcome.Proposed(none.get());
        if (rules.cashFirst()) {
            Optional<Proposal> bought = best(exact, lines, assets, rules, false)
                    .filter(each -> exact.isWithinBands(each.lines(), each.total()));
            if (bought.isPresent()) return new Outcome.Proposed(bought.get());
        }
        return best(exact, lines, assets, rules, true)
                .<Outcome>map(Outcome.Proposed::new)
                .orElseGet(() -> new Outcome.Refused(Refusal.CASH_OUT_OF_REACH));
    }

    private static Optional<Proposal> best(
            ExactPlan exact, List<Line> lines, List<Asset> assets, Rules rules, boolean maySell) {
        Grid grid = new Grid(lines, assets, rules, exact.total(), maySell);
        long[] found = new Descent(grid).best();
        Optional<Proposal> known = exact.of(found);
        Optional<Proposal> none = exact.of(new long[assets.size()]);
        double drift = known.map(each -> each.driftAfter().doubleValue()).orElse(Double.MAX_VALUE);
        long[] best =
                new Exhaustion(grid, found, drift, steps -> exact.of(steps).isPresent()).best();
        return better(none, better(known, exact.of(best)));
    }

    private static Optional<Proposal> better(Optional<Proposal> one, Optional<Proposal> other) {
        if (one.isEmpty() || other.isEmpty()) return one.isPresent() ? one : other;
        int byDrift = one.get().driftAfter().compareTo(other.get().driftAfter());
        BigDecimal less = one.get().turnover();
        boolean first =
                byDrift < 0 || byDrift == 0 && less.compareTo(other.get().turnover()) <= 0;
        return first ? one : other;
    }
}
