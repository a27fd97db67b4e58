package dev.truemark.performance;

import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.CurrencyDay;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Movement;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.valuation.ValuedDay;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the days of one history in their order, currency by currency: what is in each, and what moved between them. */
final class CurrencyReader implements Function<ValuedDay, CurrencyReader.Day> {
    private final DayReader whole;
    private final String base;
    private final boolean tracked;
    private final List<String> others;
    private final boolean net;
    private final Set<String> currencies = new HashSet<>();
    private final Map<String, String> heldIn = new HashMap<>();

    /**
     * @param others instruments of the benchmark
     * @param net    of fees
     */
    CurrencyReader(Frame frame, List<String> others, boolean net) {
        this.whole = new DayReader(frame.byDate(), frame.head().baseCurrency(), others);
        this.base = frame.head().baseCurrency();
        this.tracked = frame.cashTracked();
        this.others = others;
        this.net = net;
        frame.history()
                .books()
                .positions()
                .forEach(each -> currencies.add(each.day().currency()));
        frame.history().books().cash().forEach(each -> currencies.add(each.currency()));
    }

    /** A day as a whole and by currency. */
    record Day(DayReader.Day read, PortfolioDay portfolio, CurrencyDay byCurrency) {
        Quality quality() {
            return read.quality();
        }
    }

    /** What moved between currencies and from outside. */
    private record Moved(Map<String, BaseAmount> into, Map<String, BaseAmount> bought) {
        Moved() {
            this(new HashMap<>(), new HashMap<>());
        }
    }

    @Override
    public Day apply(ValuedDay day) {
        DayReader.Day read = whole.apply(day);
        PortfolioDay portfolio = read.at(FlowTiming.IN_START_OUT_END);
        Map<String, BaseAmount> values = new HashMap<>();
        Map<String, BaseAmount> cash = new HashMap<>();
        for (PositionValue each : day.value().positions()) {
            heldIn.put(each.holding().securityId(), each.holding().currency());
            values.merge(each.holding().currency(), each.marketValueBase(), BaseAmount::plus);
        }
        for (CashValue each : day.value().cash()) {
            values.merge(each.cash().currency(), each.balanceBase(), BaseAmount::plus);
            cash.merge(each.cash().currency(), each.balanceBase(), BaseAmount::plus);
        }
        Moved moved = new Moved();
        List<BookedTransaction> booked = read.transactions();
        for (int n = 0; n < booked.size(); n++) {
            add(moved, booked.get(n), portfolio.movements().get(n));
        }
        Map<String, String> quotedIn = quotedIn(day);
        currencies.addAll(quotedIn.values());
        CurrencyDay byCurrency =
                new CurrencyDay(day.date(), values, cash, moved.into(), moved.bought(), rates(day), quotedIn);
        return new Day(read, portfolio, byCurrency);
    }

    private Map<String, String> quotedIn(ValuedDay day) {
        Map<String, String> quotedIn = new HashMap<>();
        for (String each : others) {
            day.prices().priceOf(each).map(Price::currency).ifPresent(currency -> quotedIn.put(each, currency));
        }
        return quotedIn;
    }

    private Map<String, BaseAmount> rates(ValuedDay day) {
        Map<String, BaseAmount> rates = new HashMap<>();
        for (String each : currencies) {
            rates.put(each, day.rates().rate(each, base).conversion().apply(BigDecimal.ONE));
        }
        return rates;
    }

    /** What a transaction brought into the position, and what is left of what came from outside: that went into cash. */
    private void add(Moved moved, BookedTransaction t, Movement movement) {
        if (t.type() == TransactionType.FX_CONVERSION) {
            if (tracked) convert(moved, t);
            return;
        }
        BaseAmount position = movement.intoPosition(net);
        BaseAmount cash = movement.external(tracked, net).minus(position);
        if (movement.ofSecurity()) {
            String currency = heldIn.getOrDefault(t.securityId(), t.cashCurrency());
            put(moved.into(), currency, position);
            put(moved.bought(), currency, position);
        }
        put(moved.into(), t.cashCurrency(), cash);
    }

    private static void put(Map<String, BaseAmount> amounts, String currency, BaseAmount amount) {
        boolean none = amount.value().map(BigDecimal::signum).orElse(1) == 0;
        if (!none) amounts.merge(currency, amount, BaseAmount::plus);
    }

    /** Both legs are worth the same: what is of the base currency, or else what was given at its booked rate. */
    private void convert(Moved moved, BookedTransaction t) {
        if (t.boughtAmount() == null || t.boughtAmount().signum() == 0) return;
        BaseAmount worth;
        if (t.boughtCurrency().equals(base)) worth = BaseAmount.of(t.boughtAmount());
        else if (t.cashCurrency().equals(base))
            worth = BaseAmount.of(t.cashAmount().negate());
        else if (t.fxRate() == null) worth = BaseAmount.UNKNOWN;
        else worth = BaseAmount.of(t.cashAmount().negate().multiply(t.fxRate()));
        put(moved.into(), t.boughtCurrency(), worth);
        put(moved.into(), t.cashCurrency(), worth.negate());
    }
}
