package dev.truemark.core.rebalance;

import java.math.BigDecimal;

/**
 * @param quantity bought, or negative sold
 * @param value    of these units, with the same sign, in base currency, without the fee
 */
public record ProposedTrade(String securityId, BigDecimal quantity, BigDecimal value, BigDecimal fee) {}
