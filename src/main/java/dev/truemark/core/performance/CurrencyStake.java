package dev.truemark.core.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What of a portfolio was in a currency on a day, in base currency.
 * <p><b>Definition.</b> Capital is what was there in the evening before, what came in during the day, and what was bought
 * with cash that was not there; what leaves does so at the end of the day. Exposed to the change of the currency is what was
 * there in the evening before: what comes in is booked at the rate of the day, so that it meets no change before the next.
 * The base currency does not change, and all of its capital is exposed to it. A gain is {@code V_end − V_begin − F}.
 */
record CurrencyStake(BigDecimal capital, BigDecimal exposed, BigDecimal gain) {

    /** A stake, or why it is not known. */
    record Found(Optional<CurrencyStake> stake, Optional<Undefined> reason) {
        private static Found undefined(Undefined why) {
            return new Found(Optional.empty(), Optional.of(why));
        }
    }

    static Found of(String currency, boolean isBase, CurrencyDay before, CurrencyDay day) {
        Optional<BigDecimal> begin = CurrencyDay.of(before.values(), currency).value();
        Optional<BigDecimal> end = CurrencyDay.of(day.values(), currency).value();
        Optional<BigDecimal> cash = CurrencyDay.of(before.cash(), currency).value();
        if (begin.isEmpty() || end.isEmpty() || cash.isEmpty()) return Found.undefined(Undefined.VALUE_UNKNOWN);
        BaseAmount into = CurrencyDay.of(day.into(), currency);
        BaseAmount bought = CurrencyDay.of(day.bought(), currency);
        if (!(into instanceof BaseAmount.Known flow) || !(bought instanceof BaseAmount.Known paid)) {
            return Found.undefined(Undefined.FLOW_UNKNOWN);
        }
        BigDecimal in = flow.amount().max(BigDecimal.ZERO);
        BigDecimal borrowed = paid.amount()
                .subtract(in)
                .subtract(cash.get().max(BigDecimal.ZERO))
                .max(BigDecimal.ZERO);
        BigDecimal capital = begin.get().add(in).add(borrowed);
        BigDecimal gain = end.get().subtract(begin.get()).subtract(flow.amount());
        return new Found(
                Optional.of(new CurrencyStake(capital, isBase ? capital : begin.get(), gain)), Optional.empty());
    }

    boolean isNothing() {
        return capital.signum() == 0 && exposed.signum() == 0 && gain.signum() == 0;
    }

    /** What came in during the day and is exposed to no currency before its evening. */
    BigDecimal notExposed() {
        return capital.subtract(exposed);
    }
}
