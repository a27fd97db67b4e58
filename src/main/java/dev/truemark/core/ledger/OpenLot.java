package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;

/** A {@link Lot} while a run is being booked: the same facts, changed in place. Only {@link OpenLots} changes it. */
final class OpenLot {
    private final LotId id;
    private final OrderKey opened;
    private BigDecimal quantity;
    private BigDecimal cost;
    private BaseAmount costBase;
    private boolean basisEstimated;

    OpenLot(Lot lot) {
        this(lot.id(), lot.opened(), lot.quantity(), lot.cost(), lot.costBase());
        basisEstimated = lot.basisEstimated();
    }

    OpenLot(LotId id, OrderKey opened, BigDecimal quantity, BigDecimal cost, BaseAmount costBase) {
        this.id = id;
        this.opened = opened;
        this.quantity = quantity;
        this.cost = cost;
        this.costBase = costBase;
    }

    Lot toLot() {
        return new Lot(id, opened, quantity, cost, costBase, basisEstimated);
    }

    LotId id() {
        return id;
    }

    OrderKey opened() {
        return opened;
    }

    BigDecimal quantity() {
        return quantity;
    }

    BigDecimal cost() {
        return cost;
    }

    BaseAmount costBase() {
        return costBase;
    }

    boolean isBasisEstimated() {
        return basisEstimated;
    }

    /** Once a market value has stood in for a part of the cost, it is an estimate until the lot is gone. */
    void estimated(boolean also) {
        basisEstimated |= also;
    }

    void change(BigDecimal units, BigDecimal costChange, BaseAmount costBaseChange) {
        quantity = quantity.add(units);
        cost = cost.add(costChange);
        costBase = costBase.plus(costBaseChange);
    }
}
