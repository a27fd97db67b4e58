package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;

/**
 * What one transaction did to one lot. The events of a lot up to a day add up to the lot at the end of that day; the
 * disposals among them are the realised gains, lot by lot (DEFINITIONS 13).
 *
 * @param quantity        change of units; zero where a return of capital takes cost only
 * @param cost            change of cost, in the currency of the position
 * @param proceeds        received for what was disposed of, negative where a short lot was bought back
 * @param realized        gain of this slice, {@code proceeds + cost}; zero unless it disposes
 * @param realizedBase    {@code proceedsBase + costBase} of a disposal
 * @param priceEffectBase {@code (proceeds − cost)·F_now}
 * @param fxEffectBase    {@code cost·(F_now − F_then)}; the two effects add up to {@code realizedBase} exactly
 * @param basisEstimated  whether the cost of the lot is an estimate, see {@link Lot#basisEstimated}
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
        BaseAmount fxEffectBase,
        boolean basisEstimated) {
    /** Opens a lot, adds to it, disposes of units or cost with a gain or loss, or changes cost or units without one. */
    public enum Kind {
        OPEN,
        ADD,
        DISPOSE,
        ADJUST
    }

    static LotEvent withoutGain(OpenLot lot, Kind kind, BigDecimal quantity, BigDecimal cost, BaseAmount costBase) {
        return new LotEvent(
                lot.id(),
                lot.opened(),
                kind,
                quantity,
                cost,
                costBase,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                BaseAmount.ZERO,
                BaseAmount.ZERO,
                lot.isBasisEstimated());
    }
}
