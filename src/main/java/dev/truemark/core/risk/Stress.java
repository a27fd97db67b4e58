package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holdings after a shock of prices, yields and currencies.
 *
 * <p><b>Definition.</b> A value {@code V} becomes {@code V·(1 + p)·(1 + r)·(1 + f)} with the shock {@code p} of its price,
 * {@code r = −D·Δ + ½·C·Δ²} of a bond with modified duration {@code D} and convexity {@code C} at a shift {@code Δ} of its yield,
 * and the shock {@code f} of its currency against the base currency. The effects {@code V·p}, {@code V·(1 + p)·r} and
 * {@code V·(1 + p)·(1 + r)·f} sum to the change.
 *
 * <p><b>Unit.</b> Base currency. <b>Numbers.</b> Exact, with duration and convexity as they stand; of second order in the
 * shift.
 *
 * <p><b>Source.</b> F. Fabozzi, Bond Markets, Analysis and Strategies, ch. 4 (price change by duration and convexity).
 *
 * @param before unknown where that of a holding is, as is every other sum
 */
public record Stress(
        List<Effect> effects,
        BaseAmount before,
        BaseAmount price,
        BaseAmount rate,
        BaseAmount currency,
        BaseAmount after) {
    public Stress {
        effects = List.copyOf(effects);
    }

    /**
     * What is held.
     *
     * @param attributes  of its instrument, by name; none of cash
     * @param currency    in which it is priced
     * @param sensitivity of a bond
     */
    public record Holding(
            String id,
            boolean cash,
            Map<String, String> attributes,
            BaseAmount value,
            String currency,
            Optional<Sensitivity> sensitivity) {}

    /** Modified duration in years and convexity in years². */
    public record Sensitivity(Statistic duration, Statistic convexity) {}

    /**
     * What becomes of a holding.
     *
     * @param price    effect, as the others in base currency
     * @param why      why there is no value after
     */
    public record Effect(
            Holding holding,
            BaseAmount price,
            BaseAmount rate,
            BaseAmount currency,
            BaseAmount after,
            Optional<Undefined> why) {}

    public static Stress of(List<Holding> holdings, Scenario scenario) {
        List<Effect> effects = new ArrayList<>(holdings.size());
        BaseAmount before = BaseAmount.ZERO;
        BaseAmount price = BaseAmount.ZERO;
        BaseAmount rate = BaseAmount.ZERO;
        BaseAmount currency = BaseAmount.ZERO;
        BaseAmount after = BaseAmount.ZERO;
        for (Holding each : holdings) {
            Effect effect = effect(each, scenario);
            effects.add(effect);
            before = before.plus(each.value());
            price = price.plus(effect.price());
            rate = rate.plus(effect.rate());
            currency = currency.plus(effect.currency());
            after = after.plus(effect.after());
        }
        return new Stress(effects, before, price, rate, currency, after);
    }

    private static Effect effect(Holding holding, Scenario scenario) {
        if (!holding.value().isKnown()) return unknown(holding, Undefined.VALUE_UNKNOWN);
        BigDecimal value = holding.value().value().orElseThrow();
        BigDecimal byPrice = value.multiply(priceShock(holding, scenario));
        BigDecimal shift = shift(holding, scenario);
        BigDecimal r = BigDecimal.ZERO;
        if (holding.sensitivity().isPresent() && shift.signum() != 0) {
            Sensitivity of = holding.sensitivity().get();
            Optional<Undefined> why =
                    of.duration().reason().or(() -> of.convexity().reason());
            if (why.isPresent()) return unknown(holding, why.get());
            r = rateReturn(
                    shift,
                    of.duration().toOptional().orElseThrow(),
                    of.convexity().toOptional().orElseThrow());
        }
        BigDecimal shocked = value.add(byPrice);
        BigDecimal byRate = shocked.multiply(r);
        BigDecimal moved = shocked.add(byRate);
        BigDecimal byCurrency = moved.multiply(currencyShock(holding, scenario));
        return new Effect(
                holding,
                BaseAmount.of(byPrice),
                BaseAmount.of(byRate),
                BaseAmount.of(byCurrency),
                BaseAmount.of(moved.add(byCurrency)),
                Optional.empty());
    }

    private static Effect unknown(Holding holding, Undefined why) {
        BaseAmount none = BaseAmount.UNKNOWN;
        return new Effect(holding, none, none, none, none, Optional.of(why));
    }

    private static BigDecimal priceShock(Holding holding, Scenario scenario) {
        if (holding.cash()) return BigDecimal.ZERO;
        return scenario.prices().stream()
                .filter(shock -> shock.by()
                        .map(by -> shock.value().equals(holding.attributes().get(by)))
                        .orElse(true))
                .findFirst()
                .map(Scenario.PriceShock::shock)
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal shift(Holding holding, Scenario scenario) {
        return scenario.rates().stream()
                .filter(shock ->
                        shock.currency().map(holding.currency()::equals).orElse(true))
                .findFirst()
                .map(Scenario.RateShock::shift)
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal rateReturn(BigDecimal shift, double duration, double convexity) {
        BigDecimal curved = BigDecimal.valueOf(convexity).multiply(shift).divide(BigDecimal.TWO);
        return shift.multiply(curved.subtract(BigDecimal.valueOf(duration)));
    }

    private static BigDecimal currencyShock(Holding holding, Scenario scenario) {
        return scenario.currencies().stream()
                .filter(shock -> shock.currency().equals(holding.currency()))
                .findFirst()
                .map(Scenario.CurrencyShock::shock)
                .orElse(BigDecimal.ZERO);
    }
}
