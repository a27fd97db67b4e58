package dev.truemark.core.backtest;

import dev.truemark.core.backtest.BacktestException.Why;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Trades a strategy day by day, and tells what it did as transactions. Seen by one thread. */
final class Simulation {
    private static final String SOURCE = "backtest";

    private final Setup setup;
    private final Strategy strategy;
    private final PastMarket market;
    private final Account account;
    private final Map<String, String> currencies = new HashMap<>();
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<SimulatedTrade> trades = new ArrayList<>();

    Simulation(Setup setup, Strategy strategy, PastMarket market) {
        this.setup = setup;
        this.strategy = strategy;
        this.market = market;
        this.account = new Account(setup.initial(), setup.splits());
    }

    Account account() {
        return account;
    }

    List<Transaction> transactions() {
        return transactions;
    }

    List<SimulatedTrade> trades() {
        return trades;
    }

    /** @throws BacktestException if a trade that is asked for cannot be valued, or nothing could be traded at all */
    void run() {
        deposit();
        Optional<LocalDate> last = Optional.empty();
        for (LocalDate day = setup.from(); !day.isAfter(setup.to()); day = day.plusDays(1)) {
            split(day);
            if (!evening(day).isTradingDay(strategy.securities())) continue;
            Decision decision = new Decision(day, last, evening(day.minusDays(1)), account);
            Optional<SortedMap<String, BigDecimal>> wanted = decision.of(strategy);
            if (wanted.isPresent()) {
                trade(evening(day), wanted.get());
                last = Optional.of(day);
            }
        }
        if (last.isEmpty()) throw new BacktestException(Why.NO_TRADING_DAY, "", setup.from());
    }

    private Evening evening(LocalDate date) {
        return new Evening(date, market, setup.baseCurrency());
    }

    private void split(LocalDate day) {
        setup.splits().forEach((security, byDate) -> {
            BigDecimal ratio = byDate.get(day);
            if (ratio == null || account.unitsOf(security).signum() == 0) return;
            account.split(security, ratio);
            add(new Transaction(
                    key(day, TransactionType.SPLIT),
                    1,
                    TransactionType.SPLIT,
                    security,
                    currencies.get(security),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    Terms.ofRatio(ratio),
                    evening(day).toBase(currencies.get(security))));
        });
    }

    /** Sales first; what is bought shares the money that there is then, costs included. */
    private void trade(Evening at, SortedMap<String, BigDecimal> weights) {
        TreeSet<String> concerned = new TreeSet<>(account.units().keySet());
        weights.forEach((security, weight) -> {
            if (weight.signum() > 0) concerned.add(security);
        });
        Map<String, BigDecimal> unit = new HashMap<>();
        for (String each : concerned) unit.put(each, unitValue(each, at));
        BigDecimal total = account.value(at).value().orElseThrow();
        SortedMap<String, BigDecimal> buys = new TreeMap<>();
        for (String each : concerned) {
            BigDecimal weight = weights.getOrDefault(each, BigDecimal.ZERO);
            BigDecimal wanted = total.multiply(weight).divide(unit.get(each), setup.decimals(), RoundingMode.FLOOR);
            BigDecimal change = wanted.subtract(account.unitsOf(each));
            if (change.signum() < 0) sell(each, change.negate(), at);
            if (change.signum() > 0) buys.put(each, change);
        }
        buy(buys, unit, at);
    }

    private BigDecimal unitValue(String security, Evening at) {
        BigDecimal value = at.needed(security);
        if (value.signum() <= 0) throw new BacktestException(Why.NO_PRICE, security, at.date());
        Price price = at.price(security).orElseThrow();
        if (!price.quotation().equals(Quotation.UNIT)) {
            throw new BacktestException(Why.NOT_PER_UNIT, security, at.date());
        }
        String currency = price.currency();
        String first = currencies.putIfAbsent(security, currency);
        if (first != null && !first.equals(currency)) {
            throw new BacktestException(Why.CURRENCY_CHANGED, security, at.date());
        }
        return value;
    }

    private void buy(SortedMap<String, BigDecimal> buys, Map<String, BigDecimal> unit, Evening at) {
        BigDecimal withCosts = BigDecimal.ONE.add(setup.costRate());
        BigDecimal needed = buys.entrySet().stream()
                .map(each -> each.getValue().multiply(unit.get(each.getKey())).multiply(withCosts))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal money = account.cash().max(BigDecimal.ZERO);
        boolean isShort = needed.compareTo(money) > 0;
        buys.forEach((security, change) -> {
            BigDecimal bought =
                    isShort ? change.multiply(money).divide(needed, setup.decimals(), RoundingMode.FLOOR) : change;
            if (bought.signum() > 0) buyOne(security, bought, at);
        });
    }

    private void buyOne(String security, BigDecimal quantity, Evening at) {
        SimulatedTrade trade = traded(security, TransactionType.BUY, quantity, at);
        BigDecimal cost = trade.gross().add(trade.fees());
        BigDecimal paid = at.toBase(trade.currency()).apply(cost).value().orElseThrow();
        convert(at.date(), setup.baseCurrency(), paid, trade.currency(), cost);
        account.add(security, quantity, paid.negate());
    }

    private void sell(String security, BigDecimal quantity, Evening at) {
        SimulatedTrade trade = traded(security, TransactionType.SELL, quantity, at);
        BigDecimal proceeds = trade.gross().subtract(trade.fees());
        BigDecimal received =
                at.toBase(trade.currency()).apply(proceeds).value().orElseThrow();
        convert(at.date(), trade.currency(), proceeds, setup.baseCurrency(), received);
        account.add(security, quantity.negate(), received);
    }

    private SimulatedTrade traded(String security, TransactionType side, BigDecimal quantity, Evening at) {
        Price price = at.price(security).orElseThrow();
        BigDecimal gross = quantity.multiply(price.price());
        BigDecimal fees = gross.multiply(setup.costRate());
        Conversion toBase = at.toBase(price.currency());
        add(new Transaction(
                key(at.date(), side),
                1,
                side,
                security,
                price.currency(),
                quantity,
                gross,
                fees,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Terms.NONE,
                toBase));
        SimulatedTrade trade = new SimulatedTrade(
                at.date(),
                security,
                side,
                quantity,
                price.price(),
                price.date(ZoneOffset.UTC),
                price.currency(),
                gross,
                fees,
                toBase.apply(gross).value().orElseThrow());
        trades.add(trade);
        return trade;
    }

    /** Money is kept in base currency: each foreign trade is paid for at once. */
    private void convert(LocalDate day, String from, BigDecimal sold, String to, BigDecimal bought) {
        if (from.equals(to)) return;
        Terms terms = new Terms(Optional.empty(), Optional.empty(), "", to, List.of(), List.of());
        add(new Transaction(
                key(day, TransactionType.FX_CONVERSION),
                1,
                TransactionType.FX_CONVERSION,
                "",
                from,
                bought,
                sold,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                terms,
                evening(day).toBase(from)));
    }

    private void deposit() {
        add(new Transaction(
                key(setup.from(), TransactionType.DEPOSIT),
                1,
                TransactionType.DEPOSIT,
                "",
                setup.baseCurrency(),
                BigDecimal.ZERO,
                setup.initial(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Terms.NONE,
                Conversion.IDENTITY));
    }

    private void add(Transaction transaction) {
        transactions.add(transaction);
    }

    private OrderKey key(LocalDate day, TransactionType type) {
        String id = String.format(Locale.ROOT, "T%07d", transactions.size());
        return OrderKey.dateOnly(day, type, new TransactionKey(SOURCE, id));
    }
}
