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
    private boolean converted;
    private Optional<BigDecimal> cashMoved = Optional.empty();

    Entry(Transaction transaction) {
        this.transaction = transaction;
    }

    static Booking rejected(Transaction transaction, Reason reason) {
        return new Entry(transaction).booking(Status.REJECTED, Optional.of(reason), List.of());
    }

    /** In base currency at the transaction's rate; nothing is nothing at any rate. */
    BaseAmount toBase(BigDecimal amount) {
        if (amount.signum() == 0) return BaseAmount.ZERO;
        converted = true;
        return transaction.toBase().apply(amount);
    }

    /** What is paid or received is another amount than the type of the transaction says, since the position is short. */
    void cash(BigDecimal amount) {
        cashMoved = Optional.of(amount);
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
        add(LotEvent.withoutGain(lot, kind, quantity, cost, costBase));
    }

    /** Units or cost of an open lot change without a gain: by a split, by moving to another security or portfolio. */
    void adjusts(OpenLot lot, BigDecimal quantity, BigDecimal cost, BaseAmount costBase) {
        add(LotEvent.withoutGain(lot, Kind.ADJUST, quantity, cost, costBase));
    }

    /** A lot becomes part of the pool, or the pool takes it in; that is no doing of the transaction, only seen with it. */
    void pools(OpenLot lot, BigDecimal quantity, BigDecimal cost, BaseAmount costBase) {
        events.add(LotEvent.withoutGain(lot, Kind.ADJUST, quantity, cost, costBase));
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
                fxEffect,
                lot.isBasisEstimated()));
    }

    private void add(LotEvent event) {
        events.add(event);
        netCost = netCost.add(event.cost());
        netCostBase = netCostBase.plus(event.costBase());
        realized = realized.add(event.realized());
        realizedBase = realizedBase.plus(event.realizedBase());
    }

    Booking booked() {
        List<CashEffect> cash = cashMoved
                .map(amount -> CashEffect.one(transaction, amount))
                .orElseGet(() -> CashEffect.of(transaction));
        return booking(status(!cash.isEmpty()), Optional.empty(), cash);
    }

    /** What happened to another security's book. */
    Booking leg() {
        return booking(status(false), Optional.empty(), List.of());
    }

    private Status status(boolean moved) {
        boolean needsRate = converted || moved || !transaction.type().isOfUnits();
        return needsRate && transaction.toBase() instanceof Conversion.Unknown ? Status.WAITING : Status.BOOKED;
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
