package dev.truemark.core.rebalance;

import java.math.BigDecimal;
import java.util.List;

/**
 * Trades, and what a portfolio would be after them, in base currency.
 *
 * @param assets      value of each asset, in their order
 * @param lines       value of each line, in their order
 * @param cash        left
 * @param total       lines and cash: what was there, less the fees
 * @param fees        of all trades
 * @param turnover    {@code Σ|trade| / (2 · total before)}
 * @param driftBefore {@code ½ Σ|weight − target|} over lines and cash: the part of the portfolio that is not where it should be
 * @param driftAfter  the same of what would be, by the total less fees
 */
public record Proposal(
        List<ProposedTrade> trades,
        List<BigDecimal> assets,
        List<BigDecimal> lines,
        BigDecimal cash,
        BigDecimal total,
        BigDecimal fees,
        BigDecimal turnover,
        BigDecimal driftBefore,
        BigDecimal driftAfter) {
    public Proposal {
        trades = List.copyOf(trades);
        assets = List.copyOf(assets);
        lines = List.copyOf(lines);
    }
}
