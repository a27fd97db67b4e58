package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Units of another security for what is held: spin-offs, mergers, rights, dividends in another security (DEFINITIONS 11).
 *
 * <p><b>Definition.</b> With {@code Q} units held, ratio {@code r}, {@code E = Q·r} units due, {@code R} delivered (as
 * told, else {@code E}) and cost fraction {@code f} (told; 1 of a merger, 0 of rights and dividends), each lot of cost
 * {@code c} moves {@code c·f·R/E} to a lot of the target that keeps its date. What does not move of a merger's {@code c},
 * and of the other's {@code c·f}, is released against the cash, which is given out over the lots by units.
 *
 * <p>Cash is either in lieu of the fraction {@code E − R} (then quantity and ratio are told; of what is no merger the
 * quantity may be left out and is {@code E} without decimals), or a merger's part in cash (then {@code f} is told). Cash
 * that is neither would have to be matched with a guessed cost, and is refused.
 */
final class Exchange {
    private final Book own;
    private final Book target;
    private final Entry entry;
    private final Entry leg;
    private final Transaction t;
    private final boolean merges;
    private final boolean paysCash;

    Exchange(Book own, Book target, Entry entry, Entry leg, Transaction t) {
        this.own = own;
        this.target = target;
        this.entry = entry;
        this.leg = leg;
        this.t = t;
        this.merges = t.type() == TransactionType.MERGER;
        this.paysCash = t.gross().signum() != 0;
    }

    /** A merger for cash alone: all that is held is sold for it. */
    static Optional<Reason> cashMerger(Book own, Entry entry, Transaction t, Policy policy) {
        if (own.lots().isEmpty()) return Optional.of(Reason.NOTHING_HELD);
        if (!own.isIn(t.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        if (t.gross().signum() == 0 || !t.terms().targetSecurityId().isEmpty()) {
            return Optional.of(Reason.INCOMPLETE_TERMS);
        }
        BigDecimal received = Issue.received(entry, t, policy, own.lots().isLong());
        Trade.move(own, entry, t, Exact.canonical(own.lots().quantity()).negate(), received.negate(), List.of());
        return Optional.empty();
    }

    /** Why it cannot be booked; both books are as they were. */
    Optional<Reason> refusal() {
        OpenLots lots = own.lots();
        OpenLots others = target.lots();
        if (lots.isEmpty()) return Optional.of(Reason.NOTHING_HELD);
        if (paysCash && !own.isIn(t.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        if (!others.isEmpty() && !target.isIn(own.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        if (!others.isEmpty() && others.isLong() != lots.isLong()) return Optional.of(Reason.OPPOSITE_SIDE);
        boolean unclear = t.quantity().signum() == 0 && t.terms().ratio().isEmpty();
        boolean noShare =
                t.type() == TransactionType.SPIN_OFF && t.terms().costFraction().isEmpty();
        boolean rightsForCash = t.type() == TransactionType.RIGHTS_ISSUE && paysCash;
        boolean incomplete = unclear || noShare || rightsForCash || !cashIsClear();
        return incomplete ? Optional.of(Reason.INCOMPLETE_TERMS) : Optional.empty();
    }

    /** Whether there is cash exactly where some cost is to be released against it. */
    private boolean cashIsClear() {
        boolean partInCash = merges && fraction().compareTo(BigDecimal.ONE) < 0;
        boolean more = delivered().abs().compareTo(due().abs()) > 0;
        return paysCash == (isInLieu() || partInCash) && !(isInLieu() && more);
    }

    private boolean isInLieu() {
        return paysCash && due().compareTo(delivered()) != 0;
    }

    /** To be called when there is no {@link #refusal}. */
    void apply(Policy policy) {
        target.be(own.currency());
        target.pool(leg);
        BigDecimal received =
                paysCash ? Issue.received(entry, t, policy, own.lots().isLong()) : BigDecimal.ZERO;
        move(delivered(), isInLieu() ? due() : delivered(), received);
    }

    private BigDecimal due() {
        BigDecimal held = Exact.canonical(own.lots().quantity());
        if (t.terms().ratio().isPresent()) return held.multiply(t.ratio());
        return held.signum() < 0 ? t.quantity().negate() : t.quantity();
    }

    private BigDecimal delivered() {
        boolean whole = paysCash && !merges && t.terms().ratio().isPresent();
        return t.quantity().signum() != 0 || whole ? Issue.delivered(t, due()) : due();
    }

    private BigDecimal fraction() {
        return t.terms().costFraction().orElse(merges ? BigDecimal.ONE : BigDecimal.ZERO);
    }

    private void move(BigDecimal delivered, BigDecimal due, BigDecimal received) {
        BigDecimal held = Exact.canonical(own.lots().quantity());
        Shares cash = new Shares(received, entry.toBase(received), held);
        Shares units = new Shares(delivered, BaseAmount.ZERO, held);
        Brought brought = new Brought();
        own.lots().changeEach((lot, change) -> {
            Shares.Part moved = new Shares.Part(
                    Exact.share(lot.cost().multiply(fraction()), delivered, due),
                    lot.costBase().share(fraction(), BigDecimal.ONE).share(delivered, due));
            BigDecimal out = merges ? lot.quantity().negate() : BigDecimal.ZERO;
            Shares.Part released = released(lot, moved);
            release(lot, out, moved, released, cash.next(lot.quantity()), delivered, due);
            brought.add(lot, units.next(lot.quantity()).amount(), moved);
            change.by(
                    out,
                    moved.amount().add(released.amount()).negate(),
                    moved.amountBase().plus(released.amountBase()).negate());
        });
        brought.lots.forEach(lot -> Trade.put(target.lots(), leg, lot));
    }

    /** The lots of the target, as they are made from those held. */
    private final class Brought {
        private final List<OpenLot> lots = new ArrayList<>();
        private BigDecimal waitingCost = BigDecimal.ZERO;
        private BaseAmount waitingCostBase = BaseAmount.ZERO;

        /** A lot too small for a unit of the target gives its cost to the next one, or else to the one before. */
        void add(OpenLot from, BigDecimal units, Shares.Part moved) {
            waitingCost = waitingCost.add(moved.amount());
            waitingCostBase = waitingCostBase.plus(moved.amountBase());
            if (units.signum() != 0) {
                OrderKey was = from.opened();
                OrderKey opened = new OrderKey(was.date(), was.rank(), was.time(), t.key());
                OpenLot lot =
                        new OpenLot(new LotId(t.key(), lots.size()), opened, units, BigDecimal.ZERO, BaseAmount.ZERO);
                lot.estimated(from.isBasisEstimated());
                lots.add(lot);
            }
            if (lots.isEmpty()) return;
            lots.getLast().change(BigDecimal.ZERO, waitingCost, waitingCostBase);
            waitingCost = BigDecimal.ZERO;
            waitingCostBase = BaseAmount.ZERO;
        }
    }

    private Shares.Part released(OpenLot lot, Shares.Part moved) {
        BigDecimal leaving = merges ? lot.cost() : lot.cost().multiply(fraction());
        BaseAmount leavingBase = merges ? lot.costBase() : lot.costBase().share(fraction(), BigDecimal.ONE);
        boolean all = leaving.compareTo(moved.amount()) == 0;
        return new Shares.Part(
                leaving.subtract(moved.amount()), all ? BaseAmount.ZERO : leavingBase.minus(moved.amountBase()));
    }

    /** Units of a fraction leave with its cost; the others with the cost that moves. */
    private void release(
            OpenLot lot,
            BigDecimal out,
            Shares.Part moved,
            Shares.Part released,
            Shares.Part cash,
            BigDecimal delivered,
            BigDecimal due) {
        BigDecimal sold = paysCash ? out.subtract(Exact.share(out, delivered, due)) : BigDecimal.ZERO;
        if (paysCash) entry.releases(lot, sold, released, cash);
        entry.adjusts(
                lot,
                out.subtract(sold),
                moved.amount().negate(),
                moved.amountBase().negate());
    }
}
