package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A position at the end of a day on which something happened to it.
 *
 * @param realized gains of that day alone
 * @param income   net income of that day alone
 */
public record DayPosition(
        LocalDate date,
        BigDecimal quantity,
        BigDecimal cost,
        BaseAmount costBase,
        BigDecimal realized,
        BaseAmount realizedBase,
        BigDecimal income,
        BaseAmount incomeBase) {}
