package dev.truemark.core.backtest;

import dev.truemark.core.market.Price;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The market at the end of a day, in base currency. */
record Evening(LocalDate date, PastMarket market, String base) {
    Optional<Price> price(String securityId) {
        return market.prices(date).priceOf(securityId);
    }

    /** Whether one of them has a price of this very day. */
    boolean isTradingDay(Iterable<String> securities) {
        for (String each : securities) {
            if (price(each).map(p -> p.date(ZoneOffset.UTC).equals(date)).orElse(false)) return true;
        }
        return false;
    }

    Conversion toBase(String currency) {
        return market.rates(date).rate(currency, base).conversion();
    }

    /** Of one unit; unknown without a price or a rate. */
    BaseAmount unitValue(String securityId) {
        return price(securityId).map(p -> toBase(p.currency()).apply(p.price())).orElse(BaseAmount.UNKNOWN);
    }

    /** @throws BacktestException without a price or a rate */
    BigDecimal needed(String securityId) {
        Price price = price(securityId)
                .orElseThrow(() -> new BacktestException(BacktestException.Why.NO_PRICE, securityId, date));
        return toBase(price.currency())
                .apply(price.price())
                .value()
                .orElseThrow(() -> new BacktestException(BacktestException.Why.NO_RATE, securityId, date));
    }
}
