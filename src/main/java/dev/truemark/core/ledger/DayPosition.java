package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A position at the end of a day on which something happened to it.
 *
 * @param currency of the position at that end; empty while nothing was ever held
 * @param realized gains of that day alone
 * @param income   net income of that day alone
 */
public record DayPosition(
        LocalDate date,
        String currency,
        BigDecimal quantity,
        BigDecimal cost,
        BaseAmount costBase,
        BigDecimal realized,
        BaseAmount realizedBase,
        BigDecimal income,
        BaseAmount incomeBase) {

    /** This day under way, then {@code later}, the rest of the same day: its end, and the gains and income of both. */
    public DayPosition followedBy(DayPosition later) {
        if (!date.equals(later.date)) throw new IllegalArgumentException(later.date + " is not " + date);
        return new DayPosition(
                date,
                later.currency,
                later.quantity,
                later.cost,
                later.costBase,
                realized.add(later.realized),
                realizedBase.plus(later.realizedBase),
                income.add(later.income),
                incomeBase.plus(later.incomeBase));
    }
}
