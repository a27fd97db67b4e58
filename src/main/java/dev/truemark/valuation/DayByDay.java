package dev.truemark.valuation;

import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.ledger.CashDay;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.PositionDay;
import dev.truemark.platform.reading.Sorting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Walks forward through the days of books and knows what is held at the end of each. Seen by one thread. */
final class DayByDay {
    private final List<PositionDay> positions;
    private final List<CashDay> cash;
    private final Map<String, Holding> held = new TreeMap<>(Sorting.BYTES);
    private final Map<String, BigDecimal> balances = new TreeMap<>(Sorting.BYTES);
    private int nextPosition;
    private int nextCash;

    DayByDay(DailyBooks books) {
        positions = books.positions().stream()
                .sorted(Comparator.comparing(each -> each.day().date()))
                .toList();
        cash = books.cash();
    }

    /** To the end of {@code date}, which must not be before an earlier one. */
    void to(LocalDate date) {
        while (nextPosition < positions.size()
                && !positions.get(nextPosition).day().date().isAfter(date)) {
            PositionDay each = positions.get(nextPosition++);
            held.put(each.securityId(), holding(each));
        }
        while (nextCash < cash.size() && !cash.get(nextCash).date().isAfter(date)) {
            CashDay each = cash.get(nextCash++);
            balances.merge(each.currency(), each.change(), BigDecimal::add);
        }
    }

    List<Holding> holdings() {
        return held.values().stream().filter(Holding::isOpen).toList();
    }

    List<CashHolding> cash() {
        List<CashHolding> all = new ArrayList<>();
        balances.forEach((currency, balance) -> {
            if (balance.signum() != 0) all.add(new CashHolding(currency, balance));
        });
        return all;
    }

    /** Income is no part of a total. */
    static Holding holding(PositionDay each) {
        DayPosition day = each.day();
        return new Holding(
                each.securityId(),
                day.currency(),
                day.quantity(),
                day.cost(),
                day.costBase(),
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                day.basisEstimated());
    }
}
