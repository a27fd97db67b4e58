package dev.truemark.core.backtest;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.PortfolioLedger;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Movement;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.ValuationTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a strategy would have done.
 * <p><b>Definition.</b> Its trades are booked by {@link PortfolioLedger}, its days valued by {@link PortfolioValue} and its returns
 * linked by {@link PortfolioReturns}, as those of any portfolio. Trades are at the price in force at the end of their day; the
 * sum of weights times value, rounded down to units, is bought, and where money for costs lacks all purchases shrink alike.
 * <p><b>Unit.</b> Money in base currency. <b>Numbers.</b> Exact; statistics are doubles.
 *
 * @param returns   from the evening before the first day
 * @param qualities of the same days
 */
public record Backtest(
        List<SimulatedTrade> trades, PortfolioBooks books, PortfolioReturns returns, List<Quality> qualities) {
    /** A price that falls below this part of itself in a day, or rises above its inverse, is more likely a split. */
    private static final BigDecimal BELIEVED = new BigDecimal("0.55");

    public Backtest {
        trades = List.copyOf(trades);
        qualities = List.copyOf(qualities);
    }

    /** @throws BacktestException if a trade that is asked for cannot be valued, or nothing could be traded at all */
    public static Backtest run(Setup setup, Strategy strategy, PastMarket market, Staleness staleness) {
        Simulation simulation = new Simulation(setup, strategy, market);
        simulation.run();
        PortfolioBooks books = PortfolioLedger.book(
                simulation.transactions(),
                new Policy(
                        Policy.DEFAULT.costMethod(),
                        Policy.Oversell.REJECT,
                        Policy.DividendTreatment.INCOME,
                        Policy.CashTracking.TRACKED,
                        true));
        check(simulation, books);
        return new Valuer(setup, market, staleness, books).valued(simulation.trades());
    }

    /** What was traded is what is booked. */
    private static void check(Simulation simulation, PortfolioBooks books) {
        for (Booking each : books.bookings()) {
            if (each.status() != Booking.Status.BOOKED) throw new IllegalStateException("not booked: " + each);
        }
        books.books().forEach((security, book) -> {
            if (security.isEmpty()) return;
            BigDecimal held = simulation.account().unitsOf(security);
            if (held.compareTo(book.end().quantity()) != 0) {
                throw new IllegalStateException(security + " is " + book.end().quantity() + ", not " + held);
            }
        });
    }

    /** Values the days of one run. */
    private record Valuer(Setup setup, PastMarket market, Staleness staleness, PortfolioBooks books) {
        Backtest valued(List<SimulatedTrade> trades) {
            Map<String, NavigableMap<LocalDate, DayPosition>> positions = new TreeMap<>();
            books.books().forEach((security, book) -> {
                if (!security.isEmpty()) positions.put(security, days(book));
            });
            List<PortfolioDay> days = new ArrayList<>();
            List<Quality> qualities = new ArrayList<>();
            Map<LocalDate, Statistic> jumps = new HashMap<>();
            for (LocalDate day = setup.from().minusDays(1); !day.isAfter(setup.to()); day = day.plusDays(1)) {
                PortfolioValue value = value(positions, day);
                days.add(new PortfolioDay(day, value.totalValue(), byPosition(value), movements(day)));
                qualities.add(value.quality());
                if (!setup.believeJumps() && jumped(positions, day)) {
                    jumps.put(day, Statistic.undefined(Undefined.PRICE_JUMP));
                }
            }
            PortfolioReturns returns = PortfolioReturns.of(days, true, true, FlowTiming.IN_START_OUT_END)
                    .with(jumps);
            return new Backtest(trades, books, returns, qualities);
        }

        private static NavigableMap<LocalDate, DayPosition> days(BookResult book) {
            NavigableMap<LocalDate, DayPosition> days = new TreeMap<>();
            book.days().forEach(each -> days.put(each.date(), each));
            return days;
        }

        private PortfolioValue value(Map<String, NavigableMap<LocalDate, DayPosition>> positions, LocalDate day) {
            List<Holding> held = new ArrayList<>();
            positions.forEach((security, days) -> {
                var last = days.floorEntry(day);
                if (last != null && last.getValue().quantity().signum() != 0) {
                    held.add(holding(security, last.getValue()));
                }
            });
            List<CashHolding> cash = new ArrayList<>();
            books.cash().at(day).forEach((currency, balance) -> cash.add(new CashHolding(currency, balance)));
            ValuationTerms terms = new ValuationTerms(
                    setup.baseCurrency(), ZoneOffset.UTC, MarketTime.endOf(day, ZoneOffset.UTC), staleness);
            return PortfolioValue.of(held, cash, market.prices(day), market.rates(day), terms);
        }

        private static Holding holding(String security, DayPosition day) {
            return new Holding(
                    security,
                    day.currency(),
                    day.quantity(),
                    day.cost(),
                    day.costBase(),
                    BigDecimal.ZERO,
                    BaseAmount.ZERO);
        }

        private static Map<String, BaseAmount> byPosition(PortfolioValue value) {
            Map<String, BaseAmount> values = new HashMap<>();
            for (PositionValue each : value.positions()) {
                values.put(each.holding().securityId(), each.marketValueBase());
            }
            return values;
        }

        private List<Movement> movements(LocalDate day) {
            if (!day.equals(setup.from())) return List.of();
            BaseAmount money = BaseAmount.of(setup.initial());
            return List.of(new Movement(day, TransactionType.DEPOSIT, "", money, BaseAmount.ZERO));
        }

        /** Of what was held on the evening before. */
        private boolean jumped(Map<String, NavigableMap<LocalDate, DayPosition>> positions, LocalDate day) {
            LocalDate before = day.minusDays(1);
            for (Map.Entry<String, NavigableMap<LocalDate, DayPosition>> each : positions.entrySet()) {
                var held = each.getValue().floorEntry(before);
                if (held != null && held.getValue().quantity().signum() != 0 && jumped(each.getKey(), before, day)) {
                    return true;
                }
            }
            return false;
        }

        private boolean jumped(String security, LocalDate before, LocalDate day) {
            Optional<Price> then = market.prices(before).priceOf(security);
            Optional<Price> now = market.prices(day).priceOf(security);
            if (then.isEmpty() || now.isEmpty()) return false;
            SortedMap<LocalDate, BigDecimal> splits = setup.splits().getOrDefault(security, new TreeMap<>());
            BigDecimal after = now.get().price().multiply(splits.getOrDefault(day, BigDecimal.ONE));
            BigDecimal earlier = then.get().price();
            return after.compareTo(earlier.multiply(BELIEVED)) < 0 || earlier.compareTo(after.multiply(BELIEVED)) < 0;
        }
    }
}
