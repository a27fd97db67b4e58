package dev.truemark.ledger;

import java.util.List;

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
}
