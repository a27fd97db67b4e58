package dev.truemark.stress;

import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import dev.truemark.core.risk.HoldingsRisk;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.CashDay;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.PositionDay;
import dev.truemark.valuation.Valued;
import dev.truemark.valuation.ValuedDay;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is held now as if it had been held all the time, in the units that it was before each split. */
record HeldThrough(Valued valued, List<BookedTransaction> splits) {

    /** What an evening says of each holding, by security and by currency; nothing of what is missing or stale. */
    record Evening(LocalDate date, Map<String, Double> securities, Map<String, Double> currencies) {
        static Evening of(ValuedDay day) {
            Map<String, Double> securities = new HashMap<>();
            for (PositionValue each : day.value().positions()) {
                if (!each.quality().stale().isEmpty()) continue;
                each.marketValueBase()
                        .value()
                        .ifPresent(value -> securities.put(each.holding().securityId(), value.doubleValue()));
            }
            Map<String, Double> currencies = new HashMap<>();
            for (CashValue each : day.value().cash()) {
                each.balanceBase()
                        .value()
                        .ifPresent(value -> currencies.put(each.cash().currency(), value.doubleValue()));
            }
            return new Evening(day.date(), securities, currencies);
        }
    }

    /** Books in which it was there from {@code first} on. */
    DailyBooks books(LocalDate first) {
        List<PositionDay> positions = new ArrayList<>();
        for (Holding each : valued.books().holdings()) positions.addAll(days(each, first));
        List<CashDay> cash = new ArrayList<>();
        for (CashHolding each : valued.books().cash()) cash.add(new CashDay(first, each.currency(), each.balance()));
        return new DailyBooks(positions, cash, valued.books().cashTracked());
    }

    private List<PositionDay> days(Holding holding, LocalDate first) {
        List<BookedTransaction> own = splits.stream()
                .filter(each -> holding.securityId().equals(each.securityId()) && each.ratio() != null)
                .filter(each -> each.tradeDate().isAfter(first))
                .sorted(Comparator.comparing(BookedTransaction::tradeDate).reversed())
                .toList();
        BigDecimal quantity = holding.quantity();
        Map<LocalDate, BigDecimal> from = new HashMap<>();
        for (BookedTransaction each : own) {
            from.putIfAbsent(each.tradeDate(), quantity);
            quantity = Exact.divide(quantity, factor(each));
        }
        from.put(first, quantity);
        return from.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new PositionDay(holding.securityId(), day(each.getKey(), holding, each.getValue())))
                .toList();
    }

    private static BigDecimal factor(BookedTransaction split) {
        return split.type() == TransactionType.SPLIT
                ? split.ratio()
                : split.ratio().add(BigDecimal.ONE);
    }

    private static DayPosition day(LocalDate date, Holding holding, BigDecimal quantity) {
        return new DayPosition(
                date,
                holding.currency(),
                quantity,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                BigDecimal.ZERO,
                BaseAmount.ZERO);
    }

    /** Every holding with its weight now and its values then. */
    List<HoldingsRisk.Series> series(List<Evening> evenings, BigDecimal total) {
        PortfolioValue value = valued.value();
        List<HoldingsRisk.Series> all = new ArrayList<>();
        for (PositionValue each : value.positions()) {
            if (!each.holding().isOpen()) continue;
            String security = each.holding().securityId();
            Optional<LocalDate> unknown = unknownFactor(security);
            all.add(new HoldingsRisk.Series(
                    security,
                    weight(each.marketValueBase(), total),
                    false,
                    evenings.stream()
                            .map(evening ->
                                    unknown.filter(date -> !evening.date().isBefore(date))
                                                    .isPresent()
                                            ? OptionalDouble.empty()
                                            : optional(evening.securities().get(security)))
                            .toList()));
        }
        for (CashValue each : value.cash()) {
            String currency = each.cash().currency();
            all.add(new HoldingsRisk.Series(
                    currency,
                    weight(each.balanceBase(), total),
                    true,
                    evenings.stream()
                            .map(evening -> optional(evening.currencies().get(currency)))
                            .toList()));
        }
        return all;
    }

    /** Shares that were given by number alone: what one was before cannot be told. */
    private Optional<LocalDate> unknownFactor(String security) {
        return splits.stream()
                .filter(each -> security.equals(each.securityId()) && each.ratio() == null)
                .map(BookedTransaction::tradeDate)
                .max(Comparator.naturalOrder());
    }

    private static double weight(BaseAmount value, BigDecimal total) {
        return Exact.divide(value.value().orElseThrow(), total).doubleValue();
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
