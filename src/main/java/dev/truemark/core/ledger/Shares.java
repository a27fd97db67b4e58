package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;

/**
 * An amount being given out by weight: each part is {@code amount · weight / whole}, and the part that uses up the weight
 * takes what is left, so the parts add up to the amount exactly (DEFINITIONS 1).
 */
final class Shares {
    private final BigDecimal amount;
    private final BaseAmount amountBase;
    private final BigDecimal whole;
    private BigDecimal leftWeight;
    private BigDecimal left;
    private BaseAmount leftBase;

    /** @param whole sum of the weights to come; not zero */
    Shares(BigDecimal amount, BaseAmount amountBase, BigDecimal whole) {
        this.amount = amount;
        this.amountBase = amountBase;
        this.whole = whole;
        this.leftWeight = whole;
        this.left = amount;
        this.leftBase = amountBase;
    }

    Part next(BigDecimal weight) {
        leftWeight = leftWeight.subtract(weight);
        Part part = leftWeight.signum() == 0
                ? new Part(left, leftBase)
                : new Part(share(weight), amountBase.share(weight, whole));
        left = left.subtract(part.amount());
        leftBase = leftBase.minus(part.amountBase());
        return part;
    }

    /** Where the weights are the amount, each part is its weight, unrounded. */
    private BigDecimal share(BigDecimal weight) {
        return amount.compareTo(whole) == 0 ? weight : Exact.share(amount, weight, whole);
    }

    /** One part, in local and in base currency. */
    record Part(BigDecimal amount, BaseAmount amountBase) {
        Part negate() {
            return new Part(amount.negate(), amountBase.negate());
        }
    }
}
