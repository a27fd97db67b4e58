package dev.truemark.core.day;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.Contribution;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Linking;
import dev.truemark.core.performance.PortfolioContribution;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.risk.Fall;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A day of a portfolio from the evening before up to now (DEFINITIONS 13, 15, 16, 19, 20): the functions of its daily history,
 * with the value of now in the place of that of the evening.
 * <p><b>Definition.</b> Profit is {@code V_now − V_evening − flows}, split by {@link Profit}; the return is that of the day,
 * net of fees, inflows at its start and outflows at its end; contributions sum to it; drawdown is the return index with the day
 * in it below its last height.
 * <p><b>Unit.</b> Base currency; returns, contributions and drawdown decimal fractions. <b>Numbers.</b> Amounts exact,
 * contributions at 18 decimals, return and drawdown double.
 *
 * @param flow         what came in from outside, less what left
 * @param parts        securities by id, then cash
 * @param drawdown     0 or negative
 * @param contribution of {@code parts} by name; none where {@code uncontributed} says why
 */
public record DayFigures(
        BaseAmount begin,
        BaseAmount end,
        BaseAmount flow,
        Profit profit,
        List<DayPart> parts,
        Statistic dayReturn,
        Statistic drawdown,
        Optional<Contribution.Period> contribution,
        Optional<Undefined> uncontributed) {
    public DayFigures {
        parts = List.copyOf(parts);
    }

    /**
     * What the day began with.
     *
     * @param evening the day before
     * @param value   at the end of it
     * @param tracked whether the portfolio keeps its cash
     * @param fall    of the return index up to then, see {@link Fall}
     */
    public record Opening(LocalDate evening, PortfolioValue value, boolean tracked, String base, Statistic fall) {}

    /**
     * What is now.
     *
     * @param moves of the day up to now
     * @param rates in force now
     */
    public record Now(PortfolioValue value, List<DayMove> moves, RateBook rates) {
        public Now {
            moves = List.copyOf(moves);
        }
    }

    public static DayFigures of(Opening opening, Now now) {
        LocalDate today = opening.evening().plusDays(1);
        PortfolioReturns returns =
                PortfolioReturns.of(days(opening, now), opening.tracked(), true, FlowTiming.IN_START_OUT_END);
        BaseAmount begin = opening.value().totalValue();
        BaseAmount end = now.value().totalValue();
        BaseAmount flow = returns.flowOn(today);
        List<DayPart> parts = new Parts(opening, now).all();
        Profit sum = parts.stream().map(DayPart::profit).reduce(Profit.NONE, Profit::plus);
        Statistic dayReturn = returns.daily().intervals().getFirst().value();
        PortfolioContribution.Result contributed = PortfolioContribution.of(
                returns, opening.evening(), today, true, UnaryOperator.identity(), Linking.CARINO);
        return new DayFigures(
                begin,
                end,
                flow,
                new Profit(
                        end.minus(begin).minus(flow),
                        sum.price(),
                        sum.currency(),
                        sum.income(),
                        sum.fees(),
                        sum.taxes(),
                        sum.other()),
                parts,
                dayReturn,
                dayReturn.then(r -> opening.fall().then(below -> Fall.after(below, r))),
                contributed.contribution().map(each -> each.periods().getFirst()),
                contributed.reason().isPresent() ? dayReturn.reason().or(contributed::reason) : Optional.empty());
    }

    private static List<PortfolioDay> days(Opening opening, Now now) {
        PortfolioDay evening = new PortfolioDay(
                opening.evening(), opening.value().totalValue(), positions(opening.value()), List.of());
        return List.of(
                evening,
                new PortfolioDay(
                        opening.evening().plusDays(1),
                        now.value().totalValue(),
                        positions(now.value()),
                        now.moves().stream().map(DayMove::movement).toList()));
    }

    private static Map<String, BaseAmount> positions(PortfolioValue value) {
        Map<String, BaseAmount> positions = new HashMap<>();
        for (PositionValue each : value.positions()) {
            positions.put(each.holding().securityId(), each.marketValueBase());
        }
        return positions;
    }

    /** Takes one day apart. */
    private static final class Parts {
        private final Opening opening;
        private final Now now;
        private final Map<String, PositionValue> before = new HashMap<>();
        private final Map<String, PositionValue> after = new HashMap<>();
        private final Map<String, List<DayMove>> moves = new HashMap<>();

        Parts(Opening opening, Now now) {
            this.opening = opening;
            this.now = now;
            opening.value()
                    .positions()
                    .forEach(each -> before.put(each.holding().securityId(), each));
            now.value().positions().forEach(each -> after.put(each.holding().securityId(), each));
            for (DayMove each : now.moves()) {
                if (!each.movement().ofSecurity()) continue;
                moves.computeIfAbsent(each.movement().securityId(), none -> new ArrayList<>())
                        .add(each);
            }
        }

        List<DayPart> all() {
            TreeSet<String> names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            names.addAll(moves.keySet());
            List<DayPart> parts = new ArrayList<>(names.size() + 1);
            for (String name : names) parts.add(security(name));
            parts.add(cash());
            return parts;
        }

        private DayPart security(String name) {
            PositionValue was = before.get(name);
            BaseAmount begin = was == null ? BaseAmount.ZERO : was.marketValueBase();
            BaseAmount end = after.containsKey(name) ? after.get(name).marketValueBase() : BaseAmount.ZERO;
            BaseAmount invested = begin;
            BaseAmount investedAtRatesNow = was == null
                    ? BaseAmount.ZERO
                    : DayMove.converted(was.marketValue(), was.holding().currency(), now.rates(), opening.base());
            Profit profit = Profit.NONE;
            for (DayMove each : moves.getOrDefault(name, List.of())) {
                if (each.isMoneyOverTheBorder() || each.isConversion()) continue;
                invested = invested.plus(each.principal());
                investedAtRatesNow = investedAtRatesNow.plus(each.principalAt(now.rates(), opening.base()));
                profit = profit.plus(Profit.of(each));
            }
            BaseAmount price = end.minus(investedAtRatesNow);
            BaseAmount currency = investedAtRatesNow.minus(invested);
            return new DayPart(name, begin, end, profit.plus(Profit.of(price, currency, end.minus(invested))));
        }

        private DayPart cash() {
            BaseAmount begin = opening.value().cashBalance();
            BaseAmount end = now.value().cashBalance();
            BaseAmount currency = opening.tracked() ? end.minus(begin) : BaseAmount.ZERO;
            Profit profit = Profit.NONE;
            for (DayMove each : now.moves()) {
                if (opening.tracked()) currency = currency.minus(each.movement().cash());
                boolean ofItsOwn = each.isConversion()
                        ? opening.tracked()
                        : !each.movement().ofSecurity() && !each.isMoneyOverTheBorder();
                if (!ofItsOwn) continue;
                Profit own = Profit.of(each);
                profit = profit.plus(own);
                if (each.isConversion()) currency = currency.minus(own.total());
            }
            return new DayPart(
                    PortfolioContribution.CASH,
                    begin,
                    end,
                    profit.plus(Profit.of(BaseAmount.ZERO, currency, currency)));
        }
    }
}
