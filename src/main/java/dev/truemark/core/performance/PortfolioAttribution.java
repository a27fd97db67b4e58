package dev.truemark.core.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import dev.truemark.core.performance.Attribution.Segment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Attribution of a portfolio's daily returns against a blend (DEFINITIONS 19).
 * <p><b>Definition.</b> A part weighs what it was worth in the evening before and what came into it at the start of the day,
 * over the same of the whole; its return is its gain over that. A part that the portfolio does not hold is given the return
 * of the benchmark's, so that nothing of it is selection; one that the benchmark does not hold is given the portfolio's, so
 * that all of it is allocation.
 * <p><b>Numbers.</b> Weights and returns at 18 decimals; see {@link Attribution}.
 */
public final class PortfolioAttribution {
    private PortfolioAttribution() {}

    /** How effects are told apart and linked. */
    public record Rules(Attribution.Model model, Attribution.Interaction interaction, Linking linking) {}

    /** The attribution over all days, or why there is none. */
    public record Result(Optional<Attribution> attribution, Optional<Undefined> reason) {
        public static Result undefined(Undefined why) {
            return new Result(Optional.empty(), Optional.of(why));
        }
    }

    /**
     * @param parts by day, those of the blend on the days after the evening of {@code from}
     * @param part  says to which part a security belongs
     */
    public static Result of(
            PortfolioReturns returns,
            LocalDate from,
            List<Map<String, BlendReturns.Part>> parts,
            boolean net,
            UnaryOperator<String> part,
            Rules rules) {
        List<List<Segment>> periods = new ArrayList<>();
        LocalDate date = from;
        for (Map<String, BlendReturns.Part> blend : parts) {
            PortfolioDay before = returns.at(date);
            date = date.plusDays(1);
            Optional<Map<String, Stake>> stakes = stakes(returns, before, returns.at(date), net, part);
            if (stakes.isEmpty()) return Result.undefined(Undefined.BROKEN_CHAIN);
            periods.add(segments(stakes.get(), byPart(blend, part)));
        }
        if (periods.isEmpty()) return Result.undefined(Undefined.NO_PERIODS);
        Attribution found = Attribution.of(periods, rules.model(), rules.interaction(), rules.linking());
        return new Result(Optional.of(found), Optional.empty());
    }

    /** A weight, and what it earned; without a return where nothing is held. */
    private record Stake(BigDecimal weight, Optional<BigDecimal> value) {}

    private static Optional<Map<String, Stake>> stakes(
            PortfolioReturns returns, PortfolioDay before, PortfolioDay day, boolean net, UnaryOperator<String> part) {
        DayParts parts = DayParts.of(returns, before, day, net, part);
        if (!(parts.invested() instanceof BaseAmount.Known whole)
                || whole.amount().signum() <= 0) {
            return Optional.empty();
        }
        Map<String, Stake> stakes = new TreeMap<>();
        for (Map.Entry<String, BaseAmount> each : parts.gains().entrySet()) {
            BaseAmount invested = parts.investedIn(each.getKey());
            if (!(each.getValue() instanceof BaseAmount.Known gain)) return Optional.empty();
            if (!(invested instanceof BaseAmount.Known own)) return Optional.empty();
            boolean nothing = own.amount().signum() == 0;
            if (nothing && gain.amount().signum() != 0) return Optional.empty();
            if (nothing) continue;
            stakes.put(
                    each.getKey(),
                    new Stake(
                            Exact.divide(own.amount(), whole.amount()),
                            Optional.of(Exact.divide(gain.amount(), own.amount()))));
        }
        return Optional.of(stakes);
    }

    private static Map<String, Stake> byPart(Map<String, BlendReturns.Part> blend, UnaryOperator<String> part) {
        Map<String, double[]> sums = new TreeMap<>();
        blend.forEach((security, each) -> {
            double[] sum = sums.computeIfAbsent(part.apply(security), name -> new double[2]);
            sum[0] += each.weight();
            sum[1] += each.weight() * each.value();
        });
        Map<String, Stake> stakes = new TreeMap<>();
        sums.forEach((name, sum) -> stakes.put(
                name,
                new Stake(rounded(sum[0]), sum[0] == 0 ? Optional.empty() : Optional.of(rounded(sum[1] / sum[0])))));
        return stakes;
    }

    private static List<Segment> segments(Map<String, Stake> portfolio, Map<String, Stake> benchmark) {
        Stake none = new Stake(BigDecimal.ZERO, Optional.empty());
        TreeSet<String> names = new TreeSet<>(portfolio.keySet());
        names.addAll(benchmark.keySet());
        List<Segment> segments = new ArrayList<>();
        for (String name : names) {
            Stake p = portfolio.getOrDefault(name, none);
            Stake b = benchmark.getOrDefault(name, none);
            BigDecimal earned = p.value().or(b::value).orElse(BigDecimal.ZERO);
            segments.add(
                    new Segment(name, p.weight(), b.weight(), earned, b.value().orElse(earned)));
        }
        return segments;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(Exact.SCALE, RoundingMode.HALF_EVEN);
    }
}
