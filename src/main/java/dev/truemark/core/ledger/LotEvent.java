package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;

/**
 * What one transaction did to one lot. The events of a lot up to a day add up to the lot at the end of that day; the
 * disposals among them are the realised gains, lot by lot (DEFINITIONS 13).
 *
 * @param quantity change of units
 * @param cost     change of cost, in the currency of the position
 * @param realized gain of this slice, zero unless it disposes; the {@code *Base} figures add up to {@code realizedBase}
 */
public record LotEvent(
        LotId lot,
        OrderKey lotOpened,
        Kind kind,
        BigDecimal quantity,
        BigDecimal cost,
        BaseAmount costBase,
        BigDecimal proceeds,
        BaseAmount proceedsBase,
        BigDecimal realized,
        BaseAmount realizedBase,
        BaseAmount priceEffectBase,
        BaseAmount fxEffectBase) {
    /** Opens a lot, adds to it, disposes of units, or changes cost or units without a gain. */
    public enum Kind {
        OPEN,
        ADD,
        DISPOSE,
        ADJUST
    }
}
