package dev.truemark.valuation;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.InstrumentLabel;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A position at a price, on the wire: local figures in its currency, those that end in {@code _base} in the portfolio's.
 *
 * @param price          as quoted, in {@code priceCurrency}
 * @param priceTime      instant of the price; 00:00 UTC of {@code priceDate} for one that was told for a day
 * @param fxRate         base currency per unit of the position's
 * @param fxDerivation   how the rate was come by: {@code DIRECT}, {@code INVERSE}, {@code CROSS}, {@code SAME_CURRENCY},
 *                       {@code MISSING}
 * @param breakEvenCost  cost less income received
 * @param weight         of the total value, a decimal; null while that is unknown or zero
 */
public record PositionFigures(
        String securityId,
        String instrumentName,
        String symbol,
        String currency,
        BigDecimal quantity,
        BigDecimal costBasis,
        BigDecimal averageCost,
        BigDecimal costBasisBase,
        BigDecimal averageCostBase,
        BigDecimal price,
        String priceCurrency,
        Instant priceTime,
        LocalDate priceDate,
        String priceSource,
        BigDecimal priceBase,
        BigDecimal fxRate,
        Rate.Derivation fxDerivation,
        Instant fxTime,
        BigDecimal marketValue,
        BigDecimal marketValueBase,
        BigDecimal unrealizedPnl,
        BigDecimal unrealizedPnlBase,
        BigDecimal unrealizedPnlPercent,
        BigDecimal unrealizedPnlBasePercent,
        BigDecimal priceEffectBase,
        BigDecimal fxEffectBase,
        BigDecimal breakEvenCost,
        BigDecimal income,
        BigDecimal incomeBase,
        BigDecimal weight,
        Quality quality) {

    /** @param whole the portfolio of which it is a part, for its weight */
    public static PositionFigures of(
            PositionValue value, InstrumentLabel instrument, PortfolioValue whole, ZoneId zone) {
        Holding held = value.holding();
        Price price = value.price().orElse(null);
        return new PositionFigures(
                held.securityId(),
                instrument.name(),
                instrument.symbol(),
                held.currency(),
                held.quantity(),
                held.cost(),
                held.averageCost().orElse(null),
                held.costBase().orNull(),
                perUnit(held.costBase(), held),
                price == null ? null : price.price(),
                price == null ? null : price.currency(),
                price == null ? null : price.at(),
                price == null ? null : price.date(zone),
                price == null ? null : price.source(),
                perUnit(value.marketValueBase(), held),
                value.rate().rounded().orElse(null),
                value.rate().derivation(),
                value.rate().at().orElse(null),
                value.marketValue().orNull(),
                value.marketValueBase().orNull(),
                value.unrealized().orNull(),
                value.unrealizedBase().orNull(),
                value.unrealizedPercent().orElse(null),
                value.unrealizedBasePercent().orElse(null),
                value.priceEffectBase().orNull(),
                value.fxEffectBase().orNull(),
                held.breakEvenCost(),
                held.income(),
                held.incomeBase().orNull(),
                whole.weightOf(value.marketValueBase()).orElse(null),
                value.quality());
    }

    private static BigDecimal perUnit(BaseAmount amount, Holding held) {
        return held.isOpen() && amount.isKnown() ? Exact.divide(amount.orNull(), held.quantity()) : null;
    }
}
