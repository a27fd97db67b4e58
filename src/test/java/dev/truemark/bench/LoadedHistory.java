package dev.truemark.bench;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Movement;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.risk.RiskFigures;
import dev.truemark.core.risk.RiskInput;
import dev.truemark.core.risk.Weekdays;
import dev.truemark.core.risk.Weekdays.DatedReturn;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.ValuationTerms;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;

/**
 * A portfolio in memory: what it held after each transaction, and a close of every security on every weekday, in force until
 * the next. Nothing is valued yet.
 */
final class LoadedHistory {
    private static final LocalDate EVENING_BEFORE = LocalDate.of(2012, 1, 1);
    private static final long SEED = 42;
    private static final int UNITS = 100;
    private static final double STEP = 0.012;

    private final List<LocalDate> dates = new ArrayList<>();
    private final List<Map<String, Price>> prices = new ArrayList<>();
    private final Map<LocalDate, List<Holding>> changes = new HashMap<>();
    private final Map<LocalDate, List<Movement>> movements = new HashMap<>();

    /** The figures that are measured. */
    record Figures(int days, Statistic linked, Statistic yearlyRate, Statistic volatility, double drawdown) {}

    LoadedHistory(int securities, int transactions, int years) {
        int days = years * 365;
        Random random = new Random(SEED);
        double[] closes = new double[securities];
        Map<String, Price> inForce = new HashMap<>();
        for (int n = 0; n <= days; n++) {
            LocalDate date = EVENING_BEFORE.plusDays(n);
            dates.add(date);
            boolean open = n == 0 || date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
            for (int s = 0; open && s < securities; s++) {
                closes[s] = n == 0 ? 100 : closes[s] * (1 + STEP * random.nextGaussian());
                BigDecimal close = BigDecimal.valueOf(Math.round(closes[s] * 100) + 1, 2);
                var at = date.atStartOfDay(ZoneOffset.UTC).toInstant();
                inForce.put(name(s), new Price(close, "USD", at, true, "BENCH"));
            }
            prices.add(Map.copyOf(inForce));
        }
        trade(securities, transactions, days);
    }

    private static String name(int security) {
        return "SECURITY_%03d".formatted(security);
    }

    /** Two purchases, then a sale of a little more than one, at the close; evenly over the days. */
    private void trade(int securities, int transactions, int days) {
        long[] held = new long[securities];
        for (int i = 0; i < transactions; i++) {
            int security = i % securities;
            String name = name(security);
            int day = 1 + (int) ((long) i * (days - 1) / transactions);
            boolean sale = i / securities % 3 == 2;
            int units = sale ? -UNITS - 20 : UNITS;
            held[security] += units;
            BigDecimal quantity = BigDecimal.valueOf(held[security]);
            BigDecimal cost = quantity.multiply(BigDecimal.valueOf(100));
            LocalDate date = dates.get(day);
            changes.computeIfAbsent(date, each -> new ArrayList<>())
                    .add(new Holding(
                            name, "USD", quantity, cost, BaseAmount.of(cost), BigDecimal.ZERO, BaseAmount.ZERO));
            BigDecimal paid = prices.get(day).get(name).price().multiply(BigDecimal.valueOf(-units));
            TransactionType type = sale ? TransactionType.SELL : TransactionType.BUY;
            movements
                    .computeIfAbsent(date, each -> new ArrayList<>())
                    .add(new Movement(date, type, name, BaseAmount.of(paid), BaseAmount.ZERO));
        }
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
        Map<String, Holding> held = new TreeMap<>();
        List<PortfolioDay> days = new ArrayList<>(dates.size());
        for (int n = 0; n < dates.size(); n++) {
            LocalDate date = dates.get(n);
            changes.getOrDefault(date, List.of()).forEach(each -> held.put(each.securityId(), each));
            Map<String, Price> closes = prices.get(n);
            var at = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            PortfolioValue value = PortfolioValue.of(
                    held.values().stream().filter(Holding::isOpen).toList(),
                    List.of(),
                    security -> Optional.ofNullable(closes.get(security)),
                    (from, to) -> Rate.SAME,
                    new ValuationTerms("USD", ZoneOffset.UTC, at, Staleness.NEVER));
            Map<String, BaseAmount> positions = new HashMap<>();
            for (PositionValue each : value.positions()) {
                positions.put(each.holding().securityId(), each.marketValueBase());
            }
            days.add(new PortfolioDay(date, value.totalValue(), positions, movements.getOrDefault(date, List.of())));
        }
        return days;
    }
}
