package dev.truemark.core.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import dev.truemark.core.performance.Contribution.Share;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What each part of a portfolio added to its return (DEFINITIONS 19).
 * <p><b>Definition.</b> A day's contribution is {@code (V_end,i − V_begin,i − F_i)/(V_begin + In)}, which is weight times
 * return whatever share of the inflow the weight takes; {@code F_i} are purchases, sales, income and charges of the part. Cash
 * is what the parts leave of the portfolio's return: interest, fees of no security, and currency.
 * <p><b>Numbers.</b> A day's contributions are at 18 decimals and add up exactly; linked, see {@link Contribution}.
 */
public final class PortfolioContribution {
    /** The name of what belongs to no security. */
    public static final String CASH = "CASH";

    private PortfolioContribution() {}

    /** Contributions over all days, or why there are none. */
    public record Result(Optional<Contribution> contribution, Optional<Undefined> reason) {
        static Result undefined(Undefined why) {
            return new Result(Optional.empty(), Optional.of(why));
        }
    }

    /** From the end of {@code from} to the end of {@code to}; {@code part} says to which part a security belongs. */
    public static Result of(
            PortfolioReturns returns,
            LocalDate from,
            LocalDate to,
            boolean net,
            UnaryOperator<String> part,
            Linking linking) {
        List<Contribution.Period> periods = new ArrayList<>();
        for (LocalDate date = from.plusDays(1); !date.isAfter(to); date = date.plusDays(1)) {
            PortfolioDay before = returns.at(date.minusDays(1));
            PortfolioDay day = returns.at(date);
            Optional<Contribution.Period> period = period(returns, before, day, net, part);
            if (period.isEmpty()) return Result.undefined(Undefined.BROKEN_CHAIN);
            periods.add(period.get());
        }
        if (periods.isEmpty()) return Result.undefined(Undefined.NO_PERIODS);
        return new Result(Optional.of(Contribution.linked(periods, linking)), Optional.empty());
    }

    private static Optional<Contribution.Period> period(
            PortfolioReturns returns, PortfolioDay before, PortfolioDay day, boolean net, UnaryOperator<String> part) {
        DayParts parts = DayParts.of(returns, before, day, net, part);
        return shares(parts.gains(), parts.total(), parts.invested()).map(Contribution.Period::of);
    }

    /** Empty where something is not known, or nothing was invested; the largest takes what rounding leaves. */
    private static Optional<List<Share>> shares(Map<String, BaseAmount> gains, BaseAmount total, BaseAmount invested) {
        if (!(invested instanceof BaseAmount.Known base) || base.amount().signum() <= 0) return Optional.empty();
        if (!(total instanceof BaseAmount.Known whole)) return Optional.empty();
        List<Share> shares = new ArrayList<>();
        for (Map.Entry<String, BaseAmount> each : gains.entrySet()) {
            if (!(each.getValue() instanceof BaseAmount.Known gain)) return Optional.empty();
            shares.add(new Share(each.getKey(), Exact.divide(gain.amount(), base.amount())));
        }
        BigDecimal left = Exact.divide(whole.amount(), base.amount());
        for (Share each : shares) left = left.subtract(each.contribution());
        int at = Rounded.largest(shares.stream().map(Share::contribution).toList());
        Share takes = shares.get(at);
        shares.set(at, new Share(takes.name(), takes.contribution().add(left)));
        return Optional.of(shares);
    }
}
