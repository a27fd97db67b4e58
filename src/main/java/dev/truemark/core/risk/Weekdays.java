package dev.truemark.core.risk;

import dev.truemark.core.figure.Statistic;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Returns of weekdays from those of all days: a weekend counts with the Monday after it, so that its still days do not make
 * the returns look calmer than they are. A weekday with a day that has no return has none.
 */
public final class Weekdays {
    private Weekdays() {}

    public record DatedReturn(LocalDate date, Statistic value) {}

    /** @param days by date, without gaps */
    public static List<DatedReturn> of(List<DatedReturn> days) {
        List<DatedReturn> weekdays = new ArrayList<>();
        Statistic open = Statistic.of(0);
        for (DatedReturn each : days) {
            open = linked(open, each.value());
            if (isWeekend(each.date())) continue;
            weekdays.add(new DatedReturn(each.date(), open));
            open = Statistic.of(0);
        }
        return weekdays;
    }

    /** Of both, one after the other. */
    public static Statistic linked(Statistic first, Statistic second) {
        return first.then(a -> second.map(b -> a + b + a * b));
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
