package dev.truemark.ledger;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a portfolio came to hold what it holds, day by day.
 *
 * @param positions the end of each day on which a position changed, by security, then by date
 * @param cash      changes of balances by date; none while cash is not tracked
 */
public record DailyBooks(List<PositionDay> positions, List<CashDay> cash, boolean cashTracked) {
    public DailyBooks {
        positions = List.copyOf(positions);
        cash = List.copyOf(cash);
    }

    /** The first day on which anything happened to them. */
    public Optional<LocalDate> firstDay() {
        return Stream.concat(
                        positions.stream().map(each -> each.day().date()),
                        cash.stream().map(CashDay::date))
                .min(Comparator.naturalOrder());
    }
}
