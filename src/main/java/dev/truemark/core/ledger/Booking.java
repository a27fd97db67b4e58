package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What one transaction did to the books.
 *
 * @param netCost  cost added by a buy, cost released by a sale (negative); zero otherwise
 * @param proceeds of a sale, after fees and taxes
 * @param income   net income received (dividend, interest), zero otherwise
 * @param cash     change of the cash balance, empty where the transaction was rejected
 */
public record Booking(
        Transaction transaction,
        Status status,
        Optional<Reason> reason,
        BigDecimal netCost,
        BaseAmount netCostBase,
        BigDecimal proceeds,
        BigDecimal realized,
        BaseAmount realizedBase,
        BigDecimal income,
        BaseAmount incomeBase,
        List<LotEvent> lotEvents,
        List<CashEffect> cash) {

    /** Whether it counts. {@code WAITING} is booked in its own currency and unknown in base until its rate arrives. */
    public enum Status {
        BOOKED,
        WAITING,
        REJECTED
    }

    /** Why a transaction is kept but does not count; it heals when the cause goes away. */
    public enum Reason {
        INSUFFICIENT_QUANTITY,
        NOTHING_HELD,
        CURRENCY_MISMATCH,
        UNSUPPORTED_TYPE
    }
}
