package dev.truemark.core.valuation;

import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import java.util.List;

/**
 * A cash balance in base currency.
 *
 * @param rate        from the balance's currency to the base
 * @param balanceBase unknown when the rate is, unless the balance is zero
 */
public record CashValue(CashHolding cash, Rate rate, BaseAmount balanceBase, Quality quality) {

    public static CashValue of(CashHolding cash, RateBook rates, ValuationTerms terms) {
        Rate rate = rates.rate(cash.currency(), terms.baseCurrency());
        BaseAmount base = cash.balance().signum() == 0
                ? BaseAmount.ZERO
                : rate.conversion().apply(cash.balance());
        List<String> missing = base.isKnown() ? List.of() : List.of(cash.currency() + "/" + terms.baseCurrency());
        return new CashValue(cash, rate, base, Quality.of(base.isKnown(), List.of(), missing, List.of()));
    }
}
