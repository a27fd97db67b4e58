package dev.truemark.valuation;

import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.CashDay;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.InstrumentLabel;
import dev.truemark.ledger.PositionDay;
import dev.truemark.platform.reading.Sorting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks forward through the days of books and tells the whole books at the end of each, as a read of that day gives them:
 * closed positions, gains and income too, which {@link DayByDay} leaves out. Seen by one thread at a time.
 */
final class BooksByDay {
    private final List<PositionDay> positions;
    private final List<CashDay> cash;
    private final boolean cashTracked;
    private final Map<String, InstrumentLabel> labels;
    private final Map<String, HeldPosition> held = new TreeMap<>(Sorting.BYTES);
    private final Map<String, BigDecimal> balances = new TreeMap<>(Sorting.BYTES);
    private int nextPosition;
    private int nextCash;

    /** @param labels what the securities are called */
    BooksByDay(DailyBooks books, Map<String, InstrumentLabel> labels) {
        this.positions = books.positions().stream()
                .sorted(Comparator.comparing(each -> each.day().date()))
                .toList();
        this.cash = books.cash();
        this.cashTracked = books.cashTracked();
        this.labels = labels;
    }

    /** The books at the end of the date of {@code head}, which must not be before that of an earlier call. */
    Books at(BooksHead head) {
        LocalDate date = head.asOf();
        while (nextPosition < positions.size()
                && !positions.get(nextPosition).day().date().isAfter(date)) {
            PositionDay each = positions.get(nextPosition++);
            held.merge(each.securityId(), begun(each), BooksByDay::goneOn);
        }
        while (nextCash < cash.size() && !cash.get(nextCash).date().isAfter(date)) {
            CashDay each = cash.get(nextCash++);
            balances.merge(each.currency(), each.change(), BigDecimal::add);
        }
        List<CashHolding> all = new ArrayList<>(balances.size());
        balances.forEach((currency, balance) -> all.add(new CashHolding(currency, balance)));
        return new Books(head, List.copyOf(held.values()), all, cashTracked);
    }

    private HeldPosition begun(PositionDay each) {
        DayPosition day = each.day();
        Holding holding = new Holding(
                each.securityId(),
                day.currency(),
                day.quantity(),
                day.cost(),
                day.costBase(),
                day.income(),
                day.incomeBase(),
                day.basisEstimated());
        InstrumentLabel label = labels.getOrDefault(each.securityId(), InstrumentLabel.NONE);
        return new HeldPosition(holding, label, day.realized(), day.realizedBase(), day.date());
    }

    /** Local sums begin again where a flat position goes on in another currency; those in base do not. */
    private static HeldPosition goneOn(HeldPosition before, HeldPosition day) {
        Holding had = before.holding();
        Holding has = day.holding();
        boolean sameCurrency = had.currency().equals(has.currency());
        BaseAmount incomeBase = had.incomeBase().plus(has.incomeBase());
        Holding sum = new Holding(
                has.securityId(),
                has.currency(),
                has.quantity(),
                has.cost(),
                has.costBase(),
                sameCurrency ? had.income().add(has.income()) : has.income(),
                incomeBase,
                has.basisEstimated());
        return new HeldPosition(
                sum,
                day.instrument(),
                sameCurrency ? before.realized().add(day.realized()) : day.realized(),
                before.realizedBase().plus(day.realizedBase()),
                day.positionDate());
    }
}
