package dev.truemark.valuation;

import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.Quality;
import java.math.BigDecimal;

/**
 * A portfolio's totals on the wire, in base currency. A total that would leave something out is null.
 *
 * @param pricedValue          the part of the positions that has a value
 * @param totalGainLoss        unrealised: {@code positionsValue − totalCost}
 * @param totalGainLossPercent 100 times the gain over the cost
 */
public record TotalFigures(
        BigDecimal positionsValue,
        BigDecimal pricedValue,
        BigDecimal cashBalance,
        BigDecimal totalValue,
        BigDecimal totalCost,
        BigDecimal totalGainLoss,
        BigDecimal totalGainLossPercent,
        Quality quality) {

    public static TotalFigures of(PortfolioValue value) {
        return new TotalFigures(
                value.positionsValue().orNull(),
                value.pricedValue(),
                value.cashBalance().orNull(),
                value.totalValue().orNull(),
                value.totalCost().orNull(),
                value.totalGainLoss().orNull(),
                value.totalGainLossPercent().orElse(null),
                value.quality());
    }
}
