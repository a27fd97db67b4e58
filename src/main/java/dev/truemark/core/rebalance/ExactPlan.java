package dev.truemark.core.rebalance;

import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Trades in exact numbers: whether they break a rule, and what they leave. */
final class ExactPlan {
    private static final BigDecimal TWO = BigDecimal.TWO;

    private final List<Line> lines;
    private final List<Asset> assets;
    private final Rules rules;
    private final BigDecimal total;

    ExactPlan(List<Line> lines, List<Asset> assets, Rules rules) {
        this.lines = lines;
        this.assets = assets;
        this.rules = rules;
        this.total = assets.stream().map(Asset::value).reduce(rules.cash(), BigDecimal::add);
    }

    BigDecimal total() {
        return total;
    }

    /** What {@code steps} of each asset lead to; empty where a rule is broken. */
    Optional<Proposal> of(long[] steps) {
        List<ProposedTrade> trades = new ArrayList<>();
        List<BigDecimal> after = new ArrayList<>(assets.size());
        BigDecimal[] sums = new BigDecimal[lines.size()];
        Arrays.fill(sums, BigDecimal.ZERO);
        BigDecimal cash = rules.cash();
        BigDecimal traded = BigDecimal.ZERO;
        BigDecimal fees = BigDecimal.ZERO;
        for (int i = 0; i < steps.length; i++) {
            Asset asset = assets.get(i);
            BigDecimal value = asset.value();
            if (steps[i] != 0) {
                ProposedTrade trade = trade(asset, steps[i]);
                if (!isAllowed(asset, trade)) return Optional.empty();
                trades.add(trade);
                value = value.add(trade.value());
                cash = cash.subtract(trade.value()).subtract(trade.fee());
                traded = traded.add(trade.value().abs());
                fees = fees.add(trade.fee());
            }
            after.add(value);
            sums[asset.line()] = sums[asset.line()].add(value);
        }
        BigDecimal turnover = Exact.divide(traded, total.multiply(TWO));
        boolean within = cash.compareTo(rules.minimumCash()) >= 0
                && rules.maximumTurnover()
                        .filter(most -> turnover.compareTo(most) > 0)
                        .isEmpty()
                && total.compareTo(fees) > 0;
        if (!within) return Optional.empty();
        List<BigDecimal> values = List.of(sums);
        return Optional.of(new Proposal(
                trades,
                after,
                values,
                cash,
                total.subtract(fees),
                fees,
                turnover,
                drift(now(), rules.cash(), total),
                drift(values, cash, total.subtract(fees))));
    }

    /** The values of the lines before any trade. */
    List<BigDecimal> now() {
        BigDecimal[] sums = new BigDecimal[lines.size()];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (Asset each : assets) sums[each.line()] = sums[each.line()].add(each.value());
        return List.of(sums);
    }

    /** Whether every line that has a band is within it. */
    boolean isWithinBands(List<BigDecimal> values, BigDecimal whole) {
        for (int l = 0; l < lines.size(); l++) {
            BigDecimal weight = Exact.share(BigDecimal.ONE, values.get(l), whole);
            Line line = lines.get(l);
            boolean within = line.band()
                    .map(band -> band.of(weight) == Line.State.WITHIN)
                    .orElse(weight.compareTo(line.target()) == 0);
            if (!within) return false;
        }
        return true;
    }

    private BigDecimal drift(List<BigDecimal> values, BigDecimal cash, BigDecimal whole) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal cashTarget = BigDecimal.ONE;
        for (int l = 0; l < lines.size(); l++) {
            BigDecimal target = lines.get(l).target();
            sum = sum.add(values.get(l).subtract(target.multiply(whole)).abs());
            cashTarget = cashTarget.subtract(target);
        }
        sum = sum.add(cash.subtract(cashTarget.multiply(whole)).abs());
        return Exact.divide(sum, whole.multiply(TWO));
    }

    private ProposedTrade trade(Asset asset, long steps) {
        BigDecimal quantity = asset.step().multiply(BigDecimal.valueOf(steps));
        boolean soldOut = quantity.add(asset.quantity()).signum() == 0;
        BigDecimal value = soldOut ? asset.value().negate() : asset.unitValue().multiply(quantity);
        BigDecimal fee = rules.feePerTrade().add(rules.feeRate().multiply(value.abs()));
        return new ProposedTrade(asset.securityId(), quantity, value, fee);
    }

    private boolean isAllowed(Asset asset, ProposedTrade trade) {
        boolean sells = trade.quantity().signum() < 0;
        boolean permitted = sells ? asset.maySell() : asset.mayBuy();
        boolean covered = !sells || asset.quantity().add(trade.quantity()).signum() >= 0;
        return permitted
                && covered
                && asset.unitValue().signum() > 0
                && trade.value().abs().compareTo(rules.minimumTrade()) >= 0;
    }
}
