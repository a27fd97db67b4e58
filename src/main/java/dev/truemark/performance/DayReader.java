package dev.truemark.performance;

import dev.truemark.core.bond.FaceValue;
import dev.truemark.core.ledger.Effect;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.BlendReturns;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Movement;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.valuation.TotalledDay;
import dev.truemark.valuation.ValuedDay;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the days of one history in their order; units that move are valued with the prices of the evening before too. */
final class DayReader implements Function<ValuedDay, DayReader.Day> {
    private final Map<LocalDate, List<BookedTransaction>> transactions;
    private final String base;
    private final List<String> others;
    private Evening before;

    /** @param others securities whose prices are wanted too */
    DayReader(Map<LocalDate, List<BookedTransaction>> transactions, String base, List<String> others) {
        this.transactions = transactions;
        this.base = base;
        this.others = others;
    }

    /** Units that came in or went out without money, at the prices of the evening before their day and of its own. */
    record Delivered(BaseAmount before, BaseAmount after) {
        static final Delivered NOTHING = new Delivered(BaseAmount.ZERO, BaseAmount.ZERO);
    }

    /**
     * A day, whatever the timing of flows.
     *
     * @param delivered by each of the transactions
     */
    record Day(
            LocalDate date,
            BaseAmount value,
            Map<String, BaseAmount> positions,
            List<BookedTransaction> transactions,
            List<Delivered> delivered,
            Quality quality,
            BlendReturns.Prices others) {
        PortfolioDay at(FlowTiming timing) {
            List<Movement> movements = new ArrayList<>(transactions.size());
            for (int n = 0; n < transactions.size(); n++) {
                movements.add(movement(transactions.get(n), delivered.get(n), timing));
            }
            return new PortfolioDay(date, value, positions, movements);
        }
    }

    /** The prices and rates of the end of a day. */
    private record Evening(LocalDate date, PriceBook prices, RateBook rates) {
        static Evening of(ValuedDay day) {
            return new Evening(day.date(), day.prices(), day.rates());
        }
    }

    @Override
    public Day apply(ValuedDay day) {
        Map<String, BaseAmount> positions = new HashMap<>();
        for (PositionValue each : day.value().positions()) {
            positions.put(each.holding().securityId(), each.marketValueBase());
        }
        return read(
                Evening.of(day),
                day.value().totalValue(),
                positions,
                day.value().quality());
    }

    /** A day without its positions. */
    Day total(TotalledDay day) {
        Evening evening = new Evening(day.date(), day.prices(), day.rates());
        return read(evening, day.total().value(), Map.of(), day.total().quality());
    }

    private Day read(Evening day, BaseAmount value, Map<String, BaseAmount> positions, Quality quality) {
        List<BookedTransaction> booked = transactions.getOrDefault(day.date(), List.of());
        List<Delivered> delivered = new ArrayList<>(booked.size());
        for (BookedTransaction each : booked) delivered.add(delivered(each, day));
        before = day;
        return new Day(
                day.date(),
                value,
                positions,
                booked,
                delivered,
                quality,
                new BlendReturns.Prices(day.date(), prices(day)));
    }

    private Map<String, BaseAmount> prices(Evening day) {
        Map<String, BaseAmount> prices = new HashMap<>();
        for (String each : others) prices.put(each, inBase(day, each, BigDecimal.ONE, base));
        return prices;
    }

    private static BaseAmount inBase(Evening day, String security, BigDecimal units, String base) {
        Optional<Price> price = day.prices().priceOf(security);
        return price.flatMap(p -> FaceValue.perUnit(p.quotation(), p.price(), day.date())
                        .map(unit -> day.rates()
                                .rate(p.currency(), base)
                                .conversion()
                                .apply(units.multiply(unit))))
                .orElse(BaseAmount.UNKNOWN);
    }

    private static Effect.Flow flow(BookedTransaction t) {
        return Effect.of(t.type(), t.securityId() != null).flow();
    }

    /** Whether the market value of units is a flow. */
    static boolean delivers(BookedTransaction t) {
        return switch (flow(t)) {
            case NONE, IN, OUT -> false;
            case IN_AT_MARKET_VALUE, OUT_AT_MARKET_VALUE -> true;
        };
    }

    /** At the market value that was told, or else at the price in force. */
    private Delivered delivered(BookedTransaction t, Evening day) {
        if (!delivers(t)) return Delivered.NOTHING;
        if (t.gross() != null && t.gross().signum() != 0) {
            BaseAmount told = inBase(t.gross(), t);
            return new Delivered(told, told);
        }
        return new Delivered(units(t, before), units(t, day));
    }

    /** A transaction with an instant, units at the prices of that instant. */
    static Movement at(BookedTransaction t, ValuedDay at, String base) {
        if (!delivers(t)) return movement(t, Delivered.NOTHING, FlowTiming.END);
        boolean told = t.gross() != null && t.gross().signum() != 0;
        BaseAmount units = told ? inBase(t.gross(), t) : units(t, at == null ? null : Evening.of(at), base);
        return movement(t, new Delivered(units, units), FlowTiming.END);
    }

    private BaseAmount units(BookedTransaction t, Evening at) {
        return units(t, at, base);
    }

    private static BaseAmount units(BookedTransaction t, Evening at, String base) {
        return t.quantity() == null || at == null ? BaseAmount.UNKNOWN : inBase(at, t.securityId(), t.quantity(), base);
    }

    static Movement movement(BookedTransaction t, Delivered delivered, FlowTiming timing) {
        BaseAmount cash = t.type() == TransactionType.FX_CONVERSION ? BaseAmount.ZERO : inBase(t.cashAmount(), t);
        BaseAmount units = switch (flow(t)) {
            case NONE, IN, OUT -> BaseAmount.ZERO;
            case IN_AT_MARKET_VALUE -> timing == FlowTiming.END ? delivered.after() : delivered.before();
            case OUT_AT_MARKET_VALUE -> timing == FlowTiming.START ? delivered.before() : delivered.after();
        };
        return new Movement(t.tradeDate(), t.type(), t.securityId() == null ? "" : t.securityId(), cash, units);
    }

    private static BaseAmount inBase(BigDecimal amount, BookedTransaction t) {
        if (amount == null || amount.signum() == 0) return BaseAmount.ZERO;
        return t.fxRate() == null ? BaseAmount.UNKNOWN : BaseAmount.of(amount.multiply(t.fxRate()));
    }
}
