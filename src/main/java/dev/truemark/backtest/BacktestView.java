package dev.truemark.backtest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.truemark.backtest.BacktestRequest.Asked;
import dev.truemark.core.backtest.Backtest;
import dev.truemark.core.backtest.SimulatedTrade;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.performance.Chain;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.performance.ValuedReturns;
import dev.truemark.core.valuation.Quality;
import dev.truemark.performance.Reasons;
import dev.truemark.risk.SeriesRisk;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a strategy would have done, on the wire.
 *
 * @param turnover what was bought and sold, in base currency, the first purchases among them
 * @param risk     of weekdays, as that of a portfolio
 */
record BacktestView(
        LocalDate from,
        LocalDate to,
        Instant knownAt,
        String engine,
        String baseCurrency,
        BigDecimal initialValue,
        BigDecimal endValue,
        BigDecimal turnover,
        Double linkedReturn,
        Double annualisedReturn,
        List<BacktestTrade> trades,
        List<BacktestDay> daily,
        SeriesRisk.SeriesRiskView risk,
        Map<String, Undefined> reasons) {

    /** @param priceDate before {@code date} where the security had no price of that day */
    record BacktestTrade(
            LocalDate date,
            String securityId,
            TransactionType side,
            BigDecimal quantity,
            BigDecimal price,
            LocalDate priceDate,
            String currency,
            BigDecimal gross,
            BigDecimal fees,
            BigDecimal grossBase) {
        static BacktestTrade of(SimulatedTrade t) {
            return new BacktestTrade(
                    t.date(),
                    t.securityId(),
                    t.side(),
                    t.quantity(),
                    t.price(),
                    t.priceDate(),
                    t.currency(),
                    t.gross(),
                    t.fees(),
                    t.grossBase());
        }
    }

    /** @param index 1 at the start; null from the first day on that has no return */
    record BacktestDay(
            LocalDate date,
            BigDecimal value,
            @JsonProperty("return") Double dayReturn,
            Double index,
            Quality.Status quality,
            Undefined reason) {}

    static BacktestView of(Asked asked, Backtest found, Instant knownAt, String engine) {
        Reasons reasons = new Reasons();
        PortfolioReturns returns = found.returns();
        Statistic linked = returns.daily().linked();
        long days = returns.end().toEpochDay() - returns.start().toEpochDay();
        BigDecimal turnover =
                found.trades().stream().map(SimulatedTrade::grossBase).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new BacktestView(
                asked.setup().from(),
                asked.setup().to(),
                knownAt,
                engine,
                asked.setup().baseCurrency(),
                asked.setup().initial(),
                returns.days().getLast().value().orNull(),
                turnover,
                reasons.value("linked_return", linked),
                reasons.value("annualised_return", linked.isDefined() ? Chain.annualised(linked, days, false) : linked),
                found.trades().stream().map(BacktestTrade::of).toList(),
                daily(found),
                SeriesRisk.of(
                        returns,
                        asked.confidence(),
                        asked.periodsPerYear(),
                        asked.setup().baseCurrency()),
                reasons.all());
    }

    private static List<BacktestDay> daily(Backtest found) {
        List<BacktestDay> days = new ArrayList<>();
        Statistic index = Statistic.of(1);
        List<ValuedReturns.Interval> intervals = found.returns().daily().intervals();
        for (int n = 0; n < intervals.size(); n++) {
            Statistic r = intervals.get(n).value();
            index = index.then(i -> r.map(value -> i + i * value));
            days.add(new BacktestDay(
                    intervals.get(n).date(),
                    found.returns().at(intervals.get(n).date()).value().orNull(),
                    r.toOptional().orElse(null),
                    index.toOptional().orElse(null),
                    found.qualities().get(n + 1).status(),
                    r.reason().orElse(null)));
        }
        return days;
    }
}
