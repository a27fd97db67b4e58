package dev.truemark.alert;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.risk.Fall;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.performance.PerformanceView;
import dev.truemark.risk.PortfolioRiskView;
import dev.truemark.risk.RiskView;
import dev.truemark.valuation.Valued;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The figures of rules, made of what REST answers. */
final class RuleFigures {
    private static final int DECIMALS = 18;

    private RuleFigures() {}

    static Figure value(Valued valued) {
        return valued.value()
                .totalValue()
                .value()
                .<Figure>map(Figure.Known::new)
                .orElseGet(() -> unknown(Undefined.VALUE_UNKNOWN));
    }

    /**
     * Price over that of the evening before, less 1. Unknown while the security is not held, has no price now or had none
     * then, in another currency or of another meaning; and on a day on which its units changed their meaning.
     *
     * @param changed securities with a split or the like on the day
     */
    static Figure move(String securityId, Valued valued, PriceBook evening, Set<String> changed) {
        Optional<PositionValue> held = open(valued)
                .filter(each -> each.holding().securityId().equals(securityId))
                .findFirst();
        if (held.isEmpty()) return new Figure.Unknown("NOT_HELD");
        if (changed.contains(securityId)) return new Figure.Unknown("UNITS_CHANGED");
        Optional<Price> now = held.get().price();
        Optional<Price> before = evening.priceOf(securityId);
        if (now.isEmpty() || before.isEmpty()) return new Figure.Unknown("PRICE_MISSING");
        boolean same = now.get().currency().equals(before.get().currency())
                && now.get().quotation().equals(before.get().quotation());
        if (!same || before.get().price().signum() <= 0) return new Figure.Unknown("NOT_COMPARABLE");
        return new Figure.Known(now.get()
                .price()
                .divide(before.get().price(), new MathContext(DECIMALS + DECIMALS, RoundingMode.HALF_EVEN))
                .subtract(BigDecimal.ONE)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros());
    }

    /** The evening with whose prices those of {@code date} are compared. */
    static Moment eveningBefore(LocalDate date, ZoneId zone) {
        return Moment.endOf(date.minusDays(1), zone);
    }

    /** @param securityId empty for all that is held */
    static Figure age(Optional<String> securityId, Valued valued) {
        List<PositionValue> held = open(valued)
                .filter(each -> securityId.isEmpty()
                        || securityId.get().equals(each.holding().securityId()))
                .toList();
        if (held.isEmpty()) return securityId.isPresent() ? new Figure.Unknown("NOT_HELD") : Figure.of(0);
        ZoneId zone = valued.books().head().zone();
        Instant at = valued.basis().evaluatedAt();
        Duration oldest = Duration.ZERO;
        for (PositionValue each : held) {
            if (!each.quality().missing().isEmpty()) return new Figure.Beyond("PRICE_MISSING");
            Duration age = Duration.between(each.price().orElseThrow().effectiveAt(zone), at);
            if (age.compareTo(oldest) > 0) oldest = age;
        }
        return new Figure.Known(BigDecimal.valueOf(oldest.toMillis(), 3).stripTrailingZeros());
    }

    private static java.util.stream.Stream<PositionValue> open(Valued valued) {
        return valued.value().positions().stream().filter(each -> each.holding().isOpen());
    }

    /** Positive: 0.1 is a tenth below the highest. Unknown where a day has no return. */
    static Figure drawdown(PerformanceView performance) {
        if (performance.daily().isEmpty()) {
            return unknown(performance.reasons().getOrDefault("linked_return", Undefined.NO_HISTORY));
        }
        Statistic fall = Fall.of(performance.daily().stream()
                .map(day -> day.dayReturn() == null ? Statistic.undefined(day.reason()) : Statistic.of(day.dayReturn()))
                .toList());
        return fall.toOptional()
                .map(below -> Figure.of(Math.abs(below)))
                .orElseGet(() -> unknown(fall.reason().orElseThrow()));
    }

    static Figure valueAtRisk(VarMethod method, PortfolioRiskView risk) {
        RiskView.LossView var = risk.var();
        return switch (method) {
            case HISTORICAL -> loss(var.historical(), "var.historical", risk.reasons());
            case PARAMETRIC -> loss(var.parametric(), "var.parametric", risk.reasons());
            case CORNISH_FISHER -> loss(var.cornishFisher(), "var.cornish_fisher", risk.reasons());
        };
    }

    private static Figure loss(Double value, String name, Map<String, Undefined> reasons) {
        return value != null ? Figure.of(value) : unknown(reasons.getOrDefault(name, Undefined.TOO_FEW_RETURNS));
    }

    static Figure unknown(Undefined reason) {
        return new Figure.Unknown(reason.name());
    }
}
