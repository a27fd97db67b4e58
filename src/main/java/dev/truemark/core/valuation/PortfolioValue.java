package dev.truemark.core.valuation;

import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A portfolio at prices and rates, in base currency (DEFINITIONS 12 to 14). A total that would leave something out is
 * unknown, never smaller; {@code pricedValue} is the partial sum under a name that says so.
 *
 * @param positionsValue       market value of all positions
 * @param pricedValue          market value of the positions that have one
 * @param cashBalance          all currencies
 * @param totalValue           positions and cash
 * @param totalCost            cost of what is held, at the rates of the trade dates
 * @param totalGainLoss        unrealised: {@code positionsValue − totalCost}
 * @param totalGainLossPercent {@code 100 · totalGainLoss / |totalCost|}, empty at zero cost
 */
public record PortfolioValue(
        List<PositionValue> positions,
        List<CashValue> cash,
        BaseAmount positionsValue,
        BigDecimal pricedValue,
        BaseAmount cashBalance,
        BaseAmount totalValue,
        BaseAmount totalCost,
        BaseAmount totalGainLoss,
        Optional<BigDecimal> totalGainLossPercent,
        Quality quality) {

    public PortfolioValue {
        positions = List.copyOf(positions);
        cash = List.copyOf(cash);
    }

    /** Values everything held with the prices and rates in force at {@code terms.at()}. */
    public static PortfolioValue of(
            List<Holding> holdings, List<CashHolding> cash, PriceBook prices, RateBook rates, ValuationTerms terms) {
        return of(
                holdings.stream()
                        .map(each -> PositionValue.of(each, prices, rates, terms))
                        .toList(),
                cash.stream().map(each -> CashValue.of(each, rates, terms)).toList());
    }

    /** The same totals, beside the positions in {@code securities} alone. */
    public PortfolioValue showing(Set<String> securities) {
        return new PortfolioValue(
                positions.stream()
                        .filter(each -> securities.contains(each.holding().securityId()))
                        .toList(),
                cash,
                positionsValue,
                pricedValue,
                cashBalance,
                totalValue,
                totalCost,
                totalGainLoss,
                totalGainLossPercent,
                quality);
    }

    /** Adds up what is already valued. */
    public static PortfolioValue of(List<PositionValue> positions, List<CashValue> cash) {
        BaseAmount positionsValue = BaseAmount.ZERO;
        BaseAmount totalCost = BaseAmount.ZERO;
        BigDecimal pricedValue = BigDecimal.ZERO;
        for (PositionValue each : positions) {
            positionsValue = positionsValue.plus(each.marketValueBase());
            totalCost = totalCost.plus(each.holding().costBase());
            pricedValue = pricedValue.add(each.marketValueBase().value().orElse(BigDecimal.ZERO));
        }
        BaseAmount cashBalance = cash.stream().map(CashValue::balanceBase).reduce(BaseAmount.ZERO, BaseAmount::plus);
        BaseAmount gain = positionsValue.minus(totalCost);
        return new PortfolioValue(
                positions,
                cash,
                positionsValue,
                pricedValue,
                cashBalance,
                positionsValue.plus(cashBalance),
                totalCost,
                gain,
                Percent.of(gain, totalCost),
                qualityOf(positions, cash));
    }

    /** {@code value / totalValue} as a decimal, to 18 places; empty when either is unknown or the total is zero. */
    public Optional<BigDecimal> weightOf(BaseAmount value) {
        return value.value()
                .flatMap(part -> totalValue
                        .value()
                        .filter(whole -> whole.signum() != 0)
                        .map(whole -> Exact.share(BigDecimal.ONE, part, whole)));
    }

    private static Quality qualityOf(List<PositionValue> positions, List<CashValue> cash) {
        return Quality.of(Stream.concat(
                        positions.stream()
                                .filter(each -> each.holding().isOpen())
                                .map(PositionValue::quality),
                        cash.stream()
                                .filter(each -> each.cash().balance().signum() != 0)
                                .map(CashValue::quality))
                .toList());
    }
}
