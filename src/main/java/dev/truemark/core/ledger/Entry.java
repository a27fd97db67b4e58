package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Booking.Status;
import dev.truemark.core.ledger.LotEvent.Kind;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One {@link Booking} while it is being written: collects what happens to lots and sums it up. */
final class Entry {
    private final Transaction transaction;
    private final List<LotEvent> events = new ArrayList<>(2);
    private BigDecimal netCost = BigDecimal.ZERO;
    private BaseAmount netCostBase = BaseAmount.ZERO;
    private BigDecimal proceeds = BigDecimal.ZERO;
    private BigDecimal realized = BigDecimal.ZERO;
    private BaseAmount realizedBase = BaseAmount.ZERO;
    private BigDecimal income = BigDecimal.ZERO;
    private BaseAmount incomeBase = BaseAmount.ZERO;

    Entry(Transaction transaction) {
        this.transaction = transaction;
    }

    static Booking rejected(Transaction transaction, Reason reason) {
        return new Entry(transaction).booking(Status.REJECTED, Optional.of(reason), List.of());
    }

    /** In base currency at the transaction's rate; nothing is nothing at any rate. */
    BaseAmount toBase(BigDecimal amount) {
        return amount.signum() == 0 ? BaseAmount.ZERO : transaction.toBase().apply(amount);
    }

    void proceeds(BigDecimal amount) {
        proceeds = amount;
    }

    void income(BigDecimal amount) {
        income = amount;
        incomeBase = toBase(amount);
    }

    /** A gain that no lot bears: what is paid on a security of which nothing is held. */
    void realizedWithoutLot(BigDecimal amount) {
        realized = realized.add(amount);
        realizedBase = realizedBase.plus(toBase(amount));
    }

    /** Units or cost put in, opening a lot or joining the pool. */
    void opens(Kind kind, OpenLot lot, BigDecimal quantity, BigDecimal cost, BaseAmount costBase) {
        add(LotEvent.withoutGain(lot.id(), lot.opened(), kind, quantity, cost, costBase));
    }

    void splits(OpenLot lot, BigDecimal quantity) {
        add(LotEvent.withoutGain(lot.id(), lot.opened(), Kind.ADJUST, quantity, BigDecimal.ZERO, BaseAmount.ZERO));
    }

    /**
     * Cost taken out of a lot against money: {@code realized = proceeds − cost} in either currency, and in base
     * {@code fxEffect = cost·F_now − costBase}, {@code priceEffect = realized − fxEffect} (DEFINITIONS 13).
     */
    void releases(OpenLot lot, BigDecimal quantity, Shares.Part released, Shares.Part received) {
        BigDecimal gain = received.amount().subtract(released.amount());
        BaseAmount gainBase = received.amountBase().minus(released.amountBase());
        BaseAmount fxEffect = toBase(released.amount()).minus(released.amountBase());
        boolean gains = quantity.signum() != 0 || gain.signum() != 0 || !gainBase.equals(BaseAmount.ZERO);
        add(new LotEvent(
                lot.id(),
                lot.opened(),
                gains ? Kind.DISPOSE : Kind.ADJUST,
                quantity,
                released.amount().negate(),
                released.amountBase().negate(),
                received.amount(),
                received.amountBase(),
                gain,
                gainBase,
                gainBase.minus(fxEffect),
                fxEffect));
    }

    private void add(LotEvent event) {
        events.add(event);
        netCost = netCost.add(event.cost());
        netCostBase = netCostBase.plus(event.costBase());
        realized = realized.add(event.realized());
        realizedBase = realizedBase.plus(event.realizedBase());
    }

    Booking booked() {
        boolean waits =
                transaction.toBase() instanceof Conversion.Unknown && transaction.type() != TransactionType.SPLIT;
        return booking(waits ? Status.WAITING : Status.BOOKED, Optional.empty(), CashEffect.of(transaction));
    }

    private Booking booking(Status status, Optional<Reason> reason, List<CashEffect> cash) {
        return new Booking(
                transaction,
                status,
                reason,
                netCost,
                netCostBase,
                proceeds,
                realized,
                realizedBase,
                income,
                incomeBase,
                events,
                cash);
    }
}
