package dev.truemark.bond;

import dev.truemark.core.bond.BondFigures;
import dev.truemark.core.bond.BondFlow;
import dev.truemark.core.figure.Undefined;
import dev.truemark.performance.Reasons;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A bond's figures per 100 face; null where undefined, and {@code reasons} says why. */
record BondView(
        Double cleanPrice,
        Double dirtyPrice,
        Double accruedInterest,
        Double yield,
        Double macaulayDuration,
        Double modifiedDuration,
        Double convexity,
        Double dv01,
        List<CouponView> cashFlows,
        Map<String, Undefined> reasons) {

    /** A payment: on {@code date} by the terms, on {@code payment_date} where that is no business day. */
    record CouponView(LocalDate date, LocalDate paymentDate, Double coupon, Double redemption, Double amount) {
        static CouponView of(BondFlow flow) {
            return new CouponView(flow.date(), flow.paymentDate(), flow.coupon(), flow.redemption(), flow.amount());
        }
    }

    static BondView of(BondFigures found) {
        Reasons reasons = new Reasons();
        return new BondView(
                found.cleanPrice(),
                found.dirtyPrice(),
                found.accrued(),
                reasons.value("yield", found.yield()),
                reasons.value("macaulay_duration", found.macaulayDuration()),
                reasons.value("modified_duration", found.modifiedDuration()),
                reasons.value("convexity", found.convexity()),
                reasons.value("dv01", found.dv01()),
                found.flows().stream().map(CouponView::of).toList(),
                reasons.all());
    }
}
