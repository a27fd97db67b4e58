package dev.truemark.core.performance;

import dev.truemark.core.money.BaseAmount;
import java.time.LocalDate;
import java.util.Map;

/**
 * The end of a day of a portfolio by currency, and what moved between its currencies on the day; amounts in base currency.
 *
 * @param values   of positions and cash in each currency
 * @param cash     of these, the cash
 * @param into     what came into a currency, positive, or left it: from outside, and by conversion out of another one
 * @param bought   paid for positions in a currency, less what they paid: what its cash was asked for
 * @param rates    base currency per unit
 * @param quotedIn in which currency the price of each instrument of the benchmark is
 */
public record CurrencyDay(
        LocalDate date,
        Map<String, BaseAmount> values,
        Map<String, BaseAmount> cash,
        Map<String, BaseAmount> into,
        Map<String, BaseAmount> bought,
        Map<String, BaseAmount> rates,
        Map<String, String> quotedIn) {
    public CurrencyDay {
        values = Map.copyOf(values);
        cash = Map.copyOf(cash);
        into = Map.copyOf(into);
        bought = Map.copyOf(bought);
        rates = Map.copyOf(rates);
        quotedIn = Map.copyOf(quotedIn);
    }

    static BaseAmount of(Map<String, BaseAmount> amounts, String currency) {
        return amounts.getOrDefault(currency, BaseAmount.ZERO);
    }

    /** A rate that was not read is not known. */
    BaseAmount rate(String currency) {
        return rates.getOrDefault(currency, BaseAmount.UNKNOWN);
    }
}
