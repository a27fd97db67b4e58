package dev.truemark.core.valuation;

import dev.truemark.core.bond.FaceValue;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One position at a price and a rate (DEFINITIONS 13 and 14).
 *
 * <p><b>Definition.</b> With quantity {@code Q}, cost {@code C}, cost in base {@code C_b = C·F_buy}, price {@code P} and
 * today's rate {@code F}: market value {@code V = Q·P}, of a
 * bond with what {@link FaceValue} makes of its price, in base {@code V·F}; unrealised {@code V − C} and {@code V·F −
 * C_b}; price effect {@code (V − C)·F}, FX effect {@code C·(F − F_buy) = C·F − C_b}.
 *
 * <p><b>Unit.</b> Local figures in the currency of the position, the others in base currency. Each is unknown when a
 * price or a rate that it needs is missing; a rate is never taken for 1.
 *
 * <p><b>Numbers.</b> Exact. A division (inverse or cross rate) rounds once to 18 decimals; the price effect is what the FX
 * effect leaves of the whole, so the two add up to the last digit.
 *
 * @param price               as quoted; in another currency than the position's it was converted, and {@code quality}
 *                            lists the security as estimated
 * @param face                of a bond, what its price means on the day; empty of anything else, and where it is not known
 * @param priceRate           from the currency of the price to that of the position
 * @param rate                from the currency of the position to the base
 * @param unrealizedPercent   {@code 100 · unrealised / |C|} in the position's currency; empty at zero cost
 * @param unrealizedBasePercent the same in base currency
 */
public record PositionValue(
        Holding holding,
        Optional<Price> price,
        Optional<FaceValue> face,
        Rate priceRate,
        Rate rate,
        BaseAmount marketValue,
        BaseAmount marketValueBase,
        BaseAmount unrealized,
        BaseAmount unrealizedBase,
        Optional<BigDecimal> unrealizedPercent,
        Optional<BigDecimal> unrealizedBasePercent,
        BaseAmount priceEffectBase,
        BaseAmount fxEffectBase,
        Quality quality) {

    /** Values {@code holding} with the prices and rates in force at {@code terms.at()}. */
    public static PositionValue of(Holding holding, PriceBook prices, RateBook rates, ValuationTerms terms) {
        return of(holding, prices.priceOf(holding.securityId()), rates, terms);
    }

    /** Values {@code holding} at {@code price}, which must be in force at {@code terms.at()}. */
    public static PositionValue of(Holding holding, Optional<Price> price, RateBook rates, ValuationTerms terms) {
        Rate rate = rates.rate(holding.currency(), terms.baseCurrency());
        Rate priceRate = price.map(Price::currency)
                .filter(currency -> !currency.equals(holding.currency()))
                .map(currency -> rates.rate(currency, holding.currency()))
                .orElse(Rate.SAME);
        Optional<FaceValue> face = price.flatMap(p -> p.quotation() instanceof Quotation.OfFace quoted
                ? FaceValue.of(quoted, p.price(), terms.date())
                : Optional.empty());
        Optional<BigDecimal> unit = face.map(FaceValue::perUnit)
                .or(() -> price.filter(p -> p.quotation() instanceof Quotation.PerUnit)
                        .map(Price::price));
        BaseAmount value = marketValue(holding, unit, priceRate);
        BaseAmount valueBase = converted(value, rate);
        BaseAmount cost = BaseAmount.of(holding.cost());
        BaseAmount unrealized = value.minus(cost);
        BaseAmount unrealizedBase = valueBase.minus(holding.costBase());
        BaseAmount fxEffect = converted(cost, rate).minus(holding.costBase());
        return new PositionValue(
                holding,
                price,
                face,
                priceRate,
                rate,
                value,
                valueBase,
                unrealized,
                unrealizedBase,
                Percent.of(unrealized, cost),
                Percent.of(unrealizedBase, holding.costBase()),
                unrealizedBase.minus(fxEffect),
                fxEffect,
                quality(holding, price, unit.isPresent(), rate, value, valueBase, terms));
    }

    private static BaseAmount marketValue(Holding holding, Optional<BigDecimal> unit, Rate priceRate) {
        if (!holding.isOpen()) return BaseAmount.ZERO;
        return unit.map(each -> priceRate.conversion().apply(holding.quantity().multiply(each)))
                .orElse(BaseAmount.UNKNOWN);
    }

    /** Zero needs no rate. */
    private static BaseAmount converted(BaseAmount amount, Rate rate) {
        return amount.value()
                .map(a -> a.signum() == 0 ? BaseAmount.ZERO : rate.conversion().apply(a))
                .orElse(BaseAmount.UNKNOWN);
    }

    private static Quality quality(
            Holding holding,
            Optional<Price> price,
            boolean meant,
            Rate rate,
            BaseAmount value,
            BaseAmount valueBase,
            ValuationTerms terms) {
        List<String> missing = new ArrayList<>(2);
        List<String> stale = List.of();
        boolean isEstimated = holding.isOpen() && holding.basisEstimated();
        if (holding.isOpen() && price.isEmpty()) {
            missing.add(holding.securityId());
        } else if (holding.isOpen()) {
            Price quoted = price.get();
            boolean foreign = !quoted.currency().equals(holding.currency());
            if (!meant) missing.add(holding.securityId() + Quality.OF_TERMS);
            if (meant && !value.isKnown()) missing.add(quoted.currency() + "/" + holding.currency());
            isEstimated |= foreign && value.isKnown();
            if (terms.isStale(holding.securityId(), quoted)) stale = List.of(holding.securityId());
        }
        boolean rateNeeded = holding.isOpen() && rate.derivation() == Rate.Derivation.MISSING;
        if (rateNeeded || !holding.costBase().isKnown()) {
            missing.add(holding.currency() + "/" + terms.baseCurrency());
        }
        List<String> estimated = isEstimated ? List.of(holding.securityId()) : List.of();
        return Quality.of(valueBase.isKnown(), stale, missing, estimated);
    }
}
