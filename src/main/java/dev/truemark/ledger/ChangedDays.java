package dev.truemark.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The first and the last day that a batch changes in each of its portfolios. */
final class ChangedDays {
    private final Map<Long, LocalDate> first = new HashMap<>();
    private final Map<Long, LocalDate> last = new HashMap<>();

    private ChangedDays() {}

    static ChangedDays of(Collection<BookTask> tasks) {
        ChangedDays days = new ChangedDays();
        for (BookTask task : tasks) {
            long key = task.key().portfolioKey();
            task.firstDay().ifPresent(day -> days.first.merge(key, day, (a, b) -> a.isBefore(b) ? a : b));
            task.lastDay().ifPresent(day -> days.last.merge(key, day, (a, b) -> a.isAfter(b) ? a : b));
        }
        return days;
    }

    Optional<LocalDate> last(long portfolioKey) {
        return Optional.ofNullable(last.get(portfolioKey));
    }

    /** The first day changed, where that lies before the last day booked so far: the past is another than was told. */
    Optional<LocalDate> restatedFrom(PortfolioRow portfolio) {
        return Optional.ofNullable(first.get(portfolio.key()))
                .filter(day -> portfolio.lastBooked().filter(day::isBefore).isPresent());
    }
}
