package dev.truemark.stream;

import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.valuation.Basis;
import java.time.Instant;
import java.util.List;

/**
 * What changed in a live portfolio, and the whole after it.
 *
 * @param eventTime of the newest fact behind it
 * @param positions those that changed; one that was closed has quantity zero
 * @param cash      balances that changed; one that is gone is zero
 * @param whole     after the change
 * @param basis     of the state after the change
 */
record Change(
        Cause cause,
        Instant eventTime,
        List<PositionValue> positions,
        List<CashValue> cash,
        PortfolioValue whole,
        Basis basis) {

    Change {
        positions = List.copyOf(positions);
        cash = List.copyOf(cash);
    }
}
