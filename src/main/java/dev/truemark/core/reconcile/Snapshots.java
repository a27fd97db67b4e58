package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.CashEffect;
import dev.truemark.core.ledger.DayPosition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Positions and cash of some books at the end of each of some days, ascending. */
final class Snapshots {
    private final List<Map<String, Held>> positions = new ArrayList<>();
    private final List<Map<String, BigDecimal>> cash = new ArrayList<>();

    /** Units and their total cost. */
    record Held(BigDecimal quantity, BigDecimal cost) {
        static final Held NOTHING = new Held(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private Snapshots(int days) {
        for (int i = 0; i < days; i++) {
            positions.add(new HashMap<>());
            cash.add(new HashMap<>());
        }
    }

    static Snapshots of(SortedMap<String, BookResult> books, List<LocalDate> dates) {
        Snapshots all = new Snapshots(dates.size());
        books.forEach((security, book) -> {
            if (!security.isEmpty()) all.addPositions(security, book.days(), dates);
            for (Booking booking : book.bookings()) all.addCash(booking, dates);
        });
        for (int i = 1; i < dates.size(); i++) {
            Map<String, BigDecimal> day = all.cash.get(i);
            all.cash.get(i - 1).forEach((currency, before) -> day.merge(currency, before, BigDecimal::add));
        }
        return all;
    }

    private void addPositions(String security, List<DayPosition> days, List<LocalDate> dates) {
        int next = 0;
        for (int i = 0; i < dates.size(); i++) {
            while (next < days.size() && !days.get(next).date().isAfter(dates.get(i))) next++;
            if (next == 0) continue;
            DayPosition last = days.get(next - 1);
            positions.get(i).put(security, new Held(last.quantity(), last.cost()));
        }
    }

    /** To the first day on or after it; the days after that are summed up when all is there. */
    private void addCash(Booking booking, List<LocalDate> dates) {
        int found =
                Collections.binarySearch(dates, booking.transaction().order().date());
        int day = found >= 0 ? found : -found - 1;
        if (day == dates.size()) return;
        for (CashEffect effect : booking.cash()) {
            cash.get(day).merge(effect.currency(), effect.amount(), BigDecimal::add);
        }
    }

    Map<String, Held> positions(int day) {
        return positions.get(day);
    }

    Held position(int day, String security) {
        return positions.get(day).getOrDefault(security, Held.NOTHING);
    }

    Map<String, BigDecimal> cash(int day) {
        return cash.get(day);
    }

    BigDecimal cash(int day, String currency) {
        return cash.get(day).getOrDefault(currency, BigDecimal.ZERO);
    }
}
