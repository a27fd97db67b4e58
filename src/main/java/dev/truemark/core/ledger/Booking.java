package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What one transaction did to the books.
 *
 * <p>A rejected transaction has zeros throughout. Amounts are in the transaction's currency, {@code *Base} in the
 * portfolio's; what is known to be nothing is zero in base too, even while the rate is unknown.
 *
 * @param netCost  change of the position's cost: added by a buy, released by a sale, moved to another security or returned
 *                 (negative)
 * @param proceeds of a sale, after fees and taxes; zero otherwise
 * @param income   net income received (dividend, interest, accrued interest sold; accrued interest bought is negative)
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
    public Booking {
        lotEvents = List.copyOf(lotEvents);
        cash = List.copyOf(cash);
    }

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
        /** Lots would be long and short at once. */
        OPPOSITE_SIDE,
        /** A lot that the transaction names is not open, or has fewer units. */
        LOT_NOT_OPEN,
        /** The units of the lots do not add up to the transaction's. */
        LOTS_MISMATCH,
        /** Units were delivered with neither cost nor market value. */
        BASIS_UNKNOWN,
        /** The cost of what is held would become negative. */
        COST_BELOW_ZERO,
        /** A ratio, a quantity, a fraction or a currency is missing, without which the effect would be guessed. */
        INCOMPLETE_TERMS,
        UNSUPPORTED_TYPE
    }
}
