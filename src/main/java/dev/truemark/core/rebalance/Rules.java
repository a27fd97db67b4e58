package dev.truemark.core.rebalance;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a proposal may do. Amounts are in base currency.
 *
 * @param cash            at hand, with what is to be put in (or, negative, taken out)
 * @param minimumCash     to be left
 * @param minimumTrade    a trade is worth at least this
 * @param maximumTurnover of {@link Proposal#turnover}
 * @param feePerTrade     of each trade
 * @param feeRate         of the value of each trade
 * @param onlyOutside     nothing is traded while every line is within its band and enough cash is at hand
 * @param cashFirst       nothing is sold where buying from cash alone brings every line into its band
 */
public record Rules(
        BigDecimal cash,
        BigDecimal minimumCash,
        BigDecimal minimumTrade,
        Optional<BigDecimal> maximumTurnover,
        BigDecimal feePerTrade,
        BigDecimal feeRate,
        boolean onlyOutside,
        boolean cashFirst) {}
