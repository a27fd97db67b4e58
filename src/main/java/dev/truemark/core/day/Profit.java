package dev.truemark.core.day;

import dev.truemark.core.money.BaseAmount;

/**
 * What was gained in a day, in base currency, and by what.
 * <p><b>Definition.</b> With value {@code V₀} of a position in its own currency and the rate {@code F₀} in the evening before,
 * {@code V₁} and {@code F₁} now, {@code Tᵢ} dealt in the day at the booked rates {@code fᵢ}, purchases positive: price
 * {@code (V₁ − V₀ − ΣTᵢ)·F₁}, currency {@code V₀·(F₁ − F₀) + ΣTᵢ·(F₁ − fᵢ)}. All that cash gains is currency.
 * <p><b>Numbers.</b> Exact; the parts sum to the total to the last digit. A part that needs a missing price or rate is
 * unknown, and so is a sum with it.
 *
 * @param total  {@code V_end − V_begin −} what came from outside
 * @param income dividends and interest, gross
 * @param fees   negative
 * @param taxes  negative; withheld ones are among them
 * @param other  adjustments of cash
 */
public record Profit(
        BaseAmount total,
        BaseAmount price,
        BaseAmount currency,
        BaseAmount income,
        BaseAmount fees,
        BaseAmount taxes,
        BaseAmount other) {
    static final Profit NONE = new Profit(
            BaseAmount.ZERO,
            BaseAmount.ZERO,
            BaseAmount.ZERO,
            BaseAmount.ZERO,
            BaseAmount.ZERO,
            BaseAmount.ZERO,
            BaseAmount.ZERO);

    Profit plus(Profit more) {
        return new Profit(
                total.plus(more.total),
                price.plus(more.price),
                currency.plus(more.currency),
                income.plus(more.income),
                fees.plus(more.fees),
                taxes.plus(more.taxes),
                other.plus(more.other));
    }

    /** What else than price and currency a transaction brought, which is a gain of its own. */
    static Profit of(DayMove move) {
        BaseAmount income = move.inBase(move.parts().income());
        BaseAmount fees = move.inBase(move.parts().fees());
        BaseAmount taxes = move.inBase(move.parts().taxes());
        BaseAmount other = move.inBase(move.parts().other());
        return new Profit(
                income.plus(fees).plus(taxes).plus(other),
                BaseAmount.ZERO,
                BaseAmount.ZERO,
                income,
                fees,
                taxes,
                other);
    }

    /** These two alone. */
    static Profit of(BaseAmount price, BaseAmount currency, BaseAmount total) {
        return new Profit(total, price, currency, BaseAmount.ZERO, BaseAmount.ZERO, BaseAmount.ZERO, BaseAmount.ZERO);
    }
}
