package dev.truemark.stream;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import java.math.BigDecimal;

/** How what left the books is told: the same thing with nothing in it. */
final class Closing {
    private Closing() {}

    static Holding of(Holding gone) {
        return new Holding(
                gone.securityId(),
                gone.currency(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                gone.income(),
                gone.incomeBase());
    }

    static CashHolding of(CashHolding gone) {
        return new CashHolding(gone.currency(), BigDecimal.ZERO);
    }
}
