package dev.truemark.valuation;

import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.Stretch;
import dev.truemark.ledger.CashDay;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.PositionDay;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What books hold at the end of each of some days, as {@link DayByDay} finds it, by what is held instead of by day. */
final class Stretches {
    private final DailyBooks books;
    private final List<LocalDate> dates;

    /** @param dates ascending */
    Stretches(DailyBooks books, List<LocalDate> dates) {
        this.books = books;
        this.dates = dates;
    }

    /** Open holdings; those of a security one after the other. */
    List<Stretch<Holding>> holdings() {
        Map<String, List<PositionDay>> bySecurity = new HashMap<>();
        for (PositionDay each : books.positions()) {
            bySecurity
                    .computeIfAbsent(each.securityId(), id -> new ArrayList<>())
                    .add(each);
        }
        List<Stretch<Holding>> all = new ArrayList<>(books.positions().size());
        bySecurity.values().forEach(days -> {
            days.sort(Comparator.comparing(each -> each.day().date()));
            for (int i = 0; i < days.size(); i++) {
                int from = moment(days.get(i).day().date());
                int to = i + 1 < days.size() ? moment(days.get(i + 1).day().date()) : dates.size();
                boolean open = days.get(i).day().quantity().signum() != 0;
                if (open && from < to) all.add(new Stretch<>(DayByDay.holding(days.get(i)), from, to));
            }
        });
        return all;
    }

    /** Balances other than zero. */
    List<Stretch<CashHolding>> cash() {
        Map<String, BigDecimal> balances = new HashMap<>();
        Map<String, Integer> since = new HashMap<>();
        List<Stretch<CashHolding>> all = new ArrayList<>();
        for (CashDay each : books.cash()) {
            int moment = moment(each.date());
            end(all, each.currency(), balances, since, moment);
            balances.merge(each.currency(), each.change(), BigDecimal::add);
            since.put(each.currency(), moment);
        }
        for (String currency : List.copyOf(balances.keySet())) end(all, currency, balances, since, dates.size());
        return all;
    }

    private static void end(
            List<Stretch<CashHolding>> all,
            String currency,
            Map<String, BigDecimal> balances,
            Map<String, Integer> since,
            int to) {
        BigDecimal balance = balances.getOrDefault(currency, BigDecimal.ZERO);
        int from = since.getOrDefault(currency, to);
        if (balance.signum() != 0 && from < to) all.add(new Stretch<>(new CashHolding(currency, balance), from, to));
    }

    /** The first of the days at whose end {@code date} is over. */
    private int moment(LocalDate date) {
        int found = Collections.binarySearch(dates, date);
        return found < 0 ? -found - 1 : found;
    }
}
