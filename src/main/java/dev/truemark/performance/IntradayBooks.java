package dev.truemark.performance;

import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.CashDay;
import dev.truemark.ledger.DailyHistory;
import dev.truemark.ledger.PositionDay;
import dev.truemark.valuation.DailyValuation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was held at instants within days. Known where the transactions of a day, taken one by one, lead from the evening before
 * to the evening of the day; a corporate action or a rejected sale among them may not, and then nothing is said of that day.
 */
final class IntradayBooks {
    private final Map<String, NavigableMap<LocalDate, DayPosition>> positions = new TreeMap<>();
    private final NavigableMap<LocalDate, Map<String, BigDecimal>> cash = new TreeMap<>();
    private final boolean tracked;

    IntradayBooks(DailyHistory history) {
        tracked = history.books().cashTracked();
        for (PositionDay each : history.books().positions()) {
            positions
                    .computeIfAbsent(each.securityId(), id -> new TreeMap<>())
                    .put(each.day().date(), each.day());
        }
        Map<String, BigDecimal> balances = new HashMap<>();
        for (CashDay each : history.books().cash()) {
            balances.merge(each.currency(), each.change(), BigDecimal::add);
            cash.put(each.date(), Map.copyOf(balances));
        }
    }

    /** @param held before what happened at the instant; empty where it is not known */
    record Before(Instant at, Optional<DailyValuation.Held> held) {}

    /** Whether a date-only transaction comes before the timed ones of its day (DEFINITIONS 4). */
    static boolean isFirst(BookedTransaction t) {
        return t.tradeTime() == null
                && switch (t.type()) {
                    case SPLIT,
                            STOCK_DIVIDEND,
                            SPIN_OFF,
                            MERGER,
                            RIGHTS_ISSUE,
                            RETURN_OF_CAPITAL,
                            AMORTIZATION,
                            ADJUSTMENT,
                            DEPOSIT,
                            TRANSFER_IN -> true;
                    case BUY,
                            BUY_TO_COVER,
                            DIVIDEND,
                            INTEREST,
                            REDEMPTION,
                            SELL,
                            SELL_SHORT,
                            FX_CONVERSION,
                            WITHDRAWAL,
                            TRANSFER_OUT,
                            FEE,
                            TAX -> false;
                };
    }

    /** Before each of {@code instants}, which are in order. */
    List<Before> before(LocalDate date, List<BookedTransaction> booked, List<Instant> instants) {
        List<Before> all = new ArrayList<>();
        if (instants.isEmpty()) return all;
        boolean explained = isExplained(date, booked);
        for (Instant at : instants) {
            List<BookedTransaction> until = booked.stream()
                    .filter(t ->
                            isFirst(t) || t.tradeTime() != null && t.tradeTime().isBefore(at))
                    .toList();
            all.add(new Before(at, explained ? Optional.of(held(date, at, until)) : Optional.empty()));
        }
        return all;
    }

    private DailyValuation.Held held(LocalDate date, Instant at, List<BookedTransaction> until) {
        List<Holding> holdings = new ArrayList<>();
        Map<String, BigDecimal> units = units(date.minusDays(1), until);
        units.forEach((security, quantity) -> {
            if (quantity.signum() != 0) holdings.add(holding(security, currency(security, date), quantity));
        });
        List<CashHolding> balances = new ArrayList<>();
        new TreeMap<>(balances(date.minusDays(1), until)).forEach((currency, balance) -> {
            if (tracked && balance.signum() != 0) balances.add(new CashHolding(currency, balance));
        });
        return new DailyValuation.Held(at, holdings, balances);
    }

    private static Holding holding(String security, String currency, BigDecimal quantity) {
        return new Holding(
                security, currency, quantity, BigDecimal.ZERO, BaseAmount.ZERO, BigDecimal.ZERO, BaseAmount.ZERO);
    }

    private String currency(String security, LocalDate date) {
        return positions.get(security).floorEntry(date).getValue().currency();
    }

    private boolean isExplained(LocalDate date, List<BookedTransaction> booked) {
        return sameUnits(units(date.minusDays(1), booked), units(date, List.of()))
                && (!tracked || sameUnits(balances(date.minusDays(1), booked), balances(date, List.of())));
    }

    private static boolean sameUnits(Map<String, BigDecimal> some, Map<String, BigDecimal> others) {
        return some.keySet().containsAll(others.keySet())
                && some.entrySet().stream()
                        .allMatch(each ->
                                each.getValue().compareTo(others.getOrDefault(each.getKey(), BigDecimal.ZERO)) == 0);
    }

    private Map<String, BigDecimal> units(LocalDate evening, List<BookedTransaction> and) {
        Map<String, BigDecimal> units = new TreeMap<>();
        positions.forEach((security, days) -> {
            var last = days.floorEntry(evening);
            if (last != null) units.put(security, last.getValue().quantity());
        });
        for (BookedTransaction t : and) {
            if (t.securityId() != null) units.merge(t.securityId(), change(t), BigDecimal::add);
        }
        return units;
    }

    /** Zero for what does not move units, and for what moves them in another way than by its quantity. */
    private static BigDecimal change(BookedTransaction t) {
        TransactionType type = t.type();
        if (t.quantity() == null) return BigDecimal.ZERO;
        return switch (type) {
            case BUY, BUY_TO_COVER, TRANSFER_IN -> t.quantity();
            case SELL, SELL_SHORT, TRANSFER_OUT, REDEMPTION -> t.quantity().negate();
            case DIVIDEND,
                    INTEREST,
                    FEE,
                    TAX,
                    DEPOSIT,
                    WITHDRAWAL,
                    FX_CONVERSION,
                    SPLIT,
                    STOCK_DIVIDEND,
                    SPIN_OFF,
                    MERGER,
                    RIGHTS_ISSUE,
                    RETURN_OF_CAPITAL,
                    AMORTIZATION,
                    ADJUSTMENT -> BigDecimal.ZERO;
        };
    }

    private Map<String, BigDecimal> balances(LocalDate evening, List<BookedTransaction> and) {
        Map<String, BigDecimal> balances = new HashMap<>();
        var last = cash.floorEntry(evening);
        if (last != null) balances.putAll(last.getValue());
        for (BookedTransaction t : and) {
            if (t.cashAmount() != null && t.cashCurrency() != null) {
                balances.merge(t.cashCurrency(), t.cashAmount(), BigDecimal::add);
            }
            if (t.boughtAmount() != null && t.boughtCurrency() != null) {
                balances.merge(t.boughtCurrency(), t.boughtAmount(), BigDecimal::add);
            }
        }
        return balances;
    }
}
