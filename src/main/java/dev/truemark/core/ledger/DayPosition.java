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
 * @param basisEstimated whether the cost of a lot that is open then is an estimate, see {@link Lot#basisEstimated}
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
        BaseAmount incomeBase,
        boolean basisEstimated) {

    /** A day whose cost is known. */
    public DayPosition(
            LocalDate date,
            String currency,
            BigDecimal quantity,
            BigDecimal cost,
            BaseAmount costBase,
            BigDecimal realized,
            BaseAmount realizedBase,
            BigDecimal income,
            BaseAmount incomeBase) {
        this(date, currency, quantity, cost, costBase, realized, realizedBase, income, incomeBase, false);
    }

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
                incomeBase.plus(later.incomeBase),
                later.basisEstimated);
    }
}
