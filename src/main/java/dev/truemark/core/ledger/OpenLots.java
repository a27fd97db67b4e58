package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The open lots of a position while a run is being booked, in the order in which its cost method takes them, with their
 * totals kept as they change. All lots have the same sign: a position is long, short or flat.
 */
final class OpenLots {
    private static final Comparator<OpenLot> OPENING = Comparator.comparing(OpenLot::opened)
            .thenComparingInt(lot -> lot.id().ordinal());
    /** By cost per unit without dividing: {@code c₁/q₁ < c₂/q₂} is {@code c₁·q₂ < c₂·q₁} where both have one sign. */
    private static final Comparator<OpenLot> UNIT_COST =
            (a, b) -> a.cost().multiply(b.quantity()).compareTo(b.cost().multiply(a.quantity()));

    private CostMethod method;
    private Queue<OpenLot> queue;
    private OpenLot newest;
    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal knownCostBase = BigDecimal.ZERO;
    private int unknownCostBases;
    private boolean everEstimated;

    OpenLots(CostMethod method, List<Lot> lots) {
        this.method = method;
        this.queue = queueOf(method);
        replace(lots);
    }

    /** From now on takes lots in the order of {@code wanted}. */
    void use(CostMethod wanted) {
        if (wanted == method) return;
        List<OpenLot> lots = inOrderOfOpening();
        method = wanted;
        queue = queueOf(wanted);
        queue.addAll(lots);
    }

    /** Puts these lots in the place of those that are open, whose totals are the same. */
    void replace(List<Lot> lots) {
        queue.clear();
        quantity = BigDecimal.ZERO;
        cost = BigDecimal.ZERO;
        knownCostBase = BigDecimal.ZERO;
        unknownCostBases = 0;
        lots.forEach(lot -> open(new OpenLot(lot)));
    }

    /** Whether several lots are still to become the one pool of {@code AVERAGE}. */
    boolean isToBePooled() {
        return method == CostMethod.AVERAGE && queue.size() > 1;
    }

    private static Queue<OpenLot> queueOf(CostMethod method) {
        return switch (method) {
            case FIFO, AVERAGE, SPECIFIC -> new ArrayDeque<>();
            case LIFO -> Collections.asLifoQueue(new ArrayDeque<>());
            case HIFO -> new PriorityQueue<>(UNIT_COST.reversed().thenComparing(OPENING));
            case LOFO -> new PriorityQueue<>(UNIT_COST.thenComparing(OPENING));
        };
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    boolean isLong() {
        return quantity.signum() > 0;
    }

    /** Whether what is opened now joins the one running pool. */
    boolean joinsPool() {
        return method == CostMethod.AVERAGE && !queue.isEmpty();
    }

    /** The lot that the cost method takes next. */
    OpenLot next() {
        return queue.element();
    }

    BigDecimal quantity() {
        return quantity;
    }

    BigDecimal cost() {
        return cost;
    }

    BaseAmount costBase() {
        return unknownCostBases > 0 ? BaseAmount.UNKNOWN : BaseAmount.of(Exact.canonical(knownCostBase));
    }

    /** What joins {@code pool} may rest on an estimate. */
    void estimated(OpenLot pool, boolean also) {
        pool.estimated(also);
        everEstimated |= also;
    }

    /** Whether the cost of an open lot is an estimate. */
    boolean isBasisEstimated() {
        return everEstimated && queue.stream().anyMatch(OpenLot::isBasisEstimated);
    }

    /** Opens a lot; one that is older than others, since it came with its date, stands before them. */
    void open(OpenLot lot) {
        everEstimated |= lot.isBasisEstimated();
        boolean late = newest != null && OPENING.compare(lot, newest) < 0;
        queue.add(lot);
        if (late) sort();
        else newest = lot;
        count(lot.quantity(), lot.cost());
        countBase(lot.costBase(), 1);
    }

    private void sort() {
        List<OpenLot> lots = inOrderOfOpening();
        queue.clear();
        queue.addAll(lots);
    }

    /** The lots that a transaction opened, oldest first. */
    List<OpenLot> openedBy(TransactionKey key) {
        return queue.stream()
                .filter(lot -> lot.id().openedBy().equals(key))
                .sorted(OPENING)
                .toList();
    }

    /** Changes a lot of this book; a lot without units leaves it. */
    void changeOne(OpenLot lot, BigDecimal units, BigDecimal costChange, BaseAmount costBaseChange) {
        boolean consumed = lot.quantity().add(units).signum() == 0;
        boolean moves = method == CostMethod.HIFO || method == CostMethod.LOFO;
        if (consumed || moves) remove(lot);
        change(lot, units, costChange, costBaseChange);
        if (!consumed && moves) queue.add(lot);
    }

    private void remove(OpenLot lot) {
        if (queue.peek() == lot) queue.remove();
        else queue.remove(lot);
    }

    /** Changes every lot, in order of opening; those that end without units leave. */
    void changeEach(LotChange change) {
        List<OpenLot> lots = inOrderOfOpening();
        queue.clear();
        for (OpenLot lot : lots) {
            change.of(lot, (units, costChange, base) -> change(lot, units, costChange, base));
            if (lot.quantity().signum() != 0) queue.add(lot);
        }
    }

    List<OpenLot> inOrderOfOpening() {
        return queue.stream().sorted(OPENING).toList();
    }

    private void change(OpenLot lot, BigDecimal units, BigDecimal costChange, BaseAmount costBaseChange) {
        countBase(lot.costBase(), -1);
        lot.change(units, costChange, costBaseChange);
        count(units, costChange);
        if (lot.quantity().signum() != 0) countBase(lot.costBase(), 1);
    }

    private void count(BigDecimal units, BigDecimal costChange) {
        quantity = quantity.add(units);
        cost = cost.add(costChange);
    }

    private void countBase(BaseAmount amount, int sign) {
        switch (amount) {
            case BaseAmount.Known k ->
                knownCostBase = sign > 0 ? knownCostBase.add(k.amount()) : knownCostBase.subtract(k.amount());
            case BaseAmount.Unknown u -> unknownCostBases += sign;
        }
    }

    /** What becomes of one lot of many. */
    interface LotChange {
        void of(OpenLot lot, Change change);
    }

    /** Changes units, cost and cost in base currency by these amounts. */
    interface Change {
        void by(BigDecimal units, BigDecimal cost, BaseAmount costBase);
    }
}
