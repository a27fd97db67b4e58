package dev.truemark.bench;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceRuns;
import dev.truemark.core.market.PriceTable;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Movement;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.risk.RiskFigures;
import dev.truemark.core.risk.RiskInput;
import dev.truemark.core.risk.Weekdays;
import dev.truemark.core.risk.Weekdays.DatedReturn;
import dev.truemark.core.valuation.DayTotal;
import dev.truemark.core.valuation.DayTotals;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.Stretch;
import dev.truemark.core.valuation.TermsOverTime;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A portfolio in memory: what it held after each transaction, and a close of every security on every weekday, in force until
 * the next. Nothing is valued yet.
 */
final class LoadedHistory {
    private static final LocalDate EVENING_BEFORE = LocalDate.of(2012, 1, 1);
    private static final long SEED = 42;
    private static final int UNITS = 100;
    private static final double STEP = 0.012;
    private static final Duration STALE_AFTER = Duration.ofDays(5);

    private final List<LocalDate> dates = new ArrayList<>();
    private final List<Stretch<Holding>> holdings = new ArrayList<>();
    private final PriceTable prices;
    private final List<RateBook> rates;
    private final TermsOverTime terms;
    private final Map<LocalDate, List<Movement>> movements = new HashMap<>();

    /** The figures that are measured. */
    record Figures(int days, Statistic linked, Statistic yearlyRate, Statistic volatility, double drawdown) {}

    LoadedHistory(int securities, int transactions, int years) {
        int days = years * 365;
        Random random = new Random(SEED);
        List<PriceRuns.Builder> runs = new ArrayList<>();
        for (int s = 0; s < securities; s++) runs.add(new PriceRuns.Builder(days));
        long[][] closes = new long[days + 1][securities];
        double[] walk = new double[securities];
        for (int n = 0; n <= days; n++) {
            LocalDate date = EVENING_BEFORE.plusDays(n);
            dates.add(date);
            boolean open = n == 0 || date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
            for (int s = 0; s < securities; s++) {
                if (open) {
                    walk[s] = n == 0 ? 100 : walk[s] * (1 + STEP * random.nextGaussian());
                    BigDecimal close = BigDecimal.valueOf(Math.round(walk[s] * 100) + 1, 2);
                    runs.get(s).add(n, Optional.of(new Price(close, "USD", MarketTime.ofDate(date), true, "BENCH")));
                }
                closes[n][s] = Math.round(walk[s] * 100) + 1;
            }
        }
        Map<String, PriceRuns> bySecurity = new HashMap<>();
        for (int s = 0; s < securities; s++) bySecurity.put(name(s), runs.get(s).build());
        prices = new PriceTable(days + 1, bySecurity);
        rates = Collections.nCopies(days + 1, (from, to) -> Rate.SAME);
        List<Instant> evenings = dates.stream()
                .map(date -> MarketTime.endOf(date, ZoneOffset.UTC))
                .toList();
        terms = new TermsOverTime("USD", ZoneOffset.UTC, evenings, security -> STALE_AFTER);
        trade(securities, transactions, days, closes);
    }

    private static String name(int security) {
        return "SECURITY_%03d".formatted(security);
    }

    /** Two purchases, then a sale of a little more than one, at the close; evenly over the days. */
    private void trade(int securities, int transactions, int days, long[][] closes) {
        long[] held = new long[securities];
        int[] since = new int[securities];
        for (int i = 0; i < transactions; i++) {
            int security = i % securities;
            int day = 1 + (int) ((long) i * (days - 1) / transactions);
            boolean sale = i / securities % 3 == 2;
            int units = sale ? -UNITS - 20 : UNITS;
            hold(security, held[security], since[security], day);
            held[security] += units;
            since[security] = day;
            LocalDate date = dates.get(day);
            BigDecimal paid = BigDecimal.valueOf(-units * closes[day][security], 2);
            TransactionType type = sale ? TransactionType.SELL : TransactionType.BUY;
            movements
                    .computeIfAbsent(date, each -> new ArrayList<>())
                    .add(new Movement(date, type, name(security), BaseAmount.of(paid), BaseAmount.ZERO));
        }
        for (int security = 0; security < securities; security++) {
            hold(security, held[security], since[security], days + 1);
        }
    }

    private void hold(int security, long units, int from, int to) {
        if (units == 0 || from == to) return;
        BigDecimal quantity = BigDecimal.valueOf(units);
        BigDecimal cost = quantity.multiply(BigDecimal.valueOf(100));
        holdings.add(new Stretch<>(
                new Holding(
                        name(security), "USD", quantity, cost, BaseAmount.of(cost), BigDecimal.ZERO, BaseAmount.ZERO),
                from,
                to));
    }

    /** Every security valued on every day, and what follows; as the service does it, on the thread that asks. */
    Figures figures() {
        return figures(days());
    }

    /** What follows from days that are valued. */
    static Figures figures(List<PortfolioDay> days) {
        PortfolioReturns returns = PortfolioReturns.of(days, false, true, FlowTiming.IN_START_OUT_END);
        List<DatedReturn> weekdays = Weekdays.of(returns.daily().intervals().stream()
                .map(each -> new DatedReturn(each.date(), each.value()))
                .toList());
        double[] r = weekdays.stream()
                .mapToDouble(each -> each.value().toOptional().orElseThrow())
                .toArray();
        RiskFigures risk = RiskFigures.of(new RiskInput(
                r,
                Optional.empty(),
                new double[r.length],
                0,
                OptionalDouble.of(252),
                RiskInput.DEFAULT_CONFIDENCE,
                OptionalInt.empty(),
                20));
        return new Figures(
                returns.days().size(),
                returns.daily().linked(),
                returns.moneyWeighted(returns.start(), returns.end())
                        .orElseThrow()
                        .rate()
                        .rate(),
                risk.volatility(),
                risk.drawdown().orElseThrow().value());
    }

    List<PortfolioDay> days() {
        List<DayTotal> totals = DayTotals.of(holdings, List.of(), prices, rates, terms);
        List<PortfolioDay> days = new ArrayList<>(dates.size());
        for (int n = 0; n < dates.size(); n++) {
            LocalDate date = dates.get(n);
            days.add(new PortfolioDay(date, totals.get(n).value(), Map.of(), movements.getOrDefault(date, List.of())));
        }
        return days;
    }
}
