package dev.truemark.valuation;

import dev.truemark.core.market.Rate;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.Quality;
import java.math.BigDecimal;
import java.time.Instant;

/** A cash balance on the wire; the rate is base currency per unit of its own. */
public record CashFigures(
        String currency,
        BigDecimal balance,
        BigDecimal fxRate,
        Rate.Derivation fxDerivation,
        Instant fxTime,
        BigDecimal balanceBase,
        BigDecimal weight,
        Quality quality) {

    public static CashFigures of(CashValue value, PortfolioValue whole) {
        return new CashFigures(
                value.cash().currency(),
                value.cash().balance(),
                value.rate().rounded().orElse(null),
                value.rate().derivation(),
                value.rate().at().orElse(null),
                value.balanceBase().orNull(),
                whole.weightOf(value.balanceBase()).orElse(null),
                value.quality());
    }
}
