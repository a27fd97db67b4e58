package dev.truemark.core.explain;

import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Units of another security for what is held (DEFINITIONS 11): of each lot's cost a share moves to a lot of the target, what
 * else leaves is released against the cash.
 */
final class Exchanged {
    private final Graph graph;
    private final TransactionNodes t;
    private final Map<LotId, LotNodes> lots;
    private final Settler settler;
    private final boolean merges;
    private final boolean paysCash;
    private final Node held;
    private final Node fraction;
    private final Node delivered;
    private final Node due;
    private final Node one;
    private final Node zero;

    Exchanged(Graph graph, TransactionNodes t, Map<LotId, LotNodes> lots, Settler settler) {
        this.graph = graph;
        this.t = t;
        this.lots = lots;
        this.settler = settler;
        this.merges = t.transaction().type() == TransactionType.MERGER;
        this.paysCash = t.transaction().gross().signum() != 0;
        this.held = graph.sum(
                "units",
                8,
                "Units held at " + t.name(),
                lots.values().stream().map(LotNodes::quantity).toList());
        this.fraction = t.costFraction();
        boolean byRatio = t.transaction().terms().ratio().isPresent();
        Node owed = byRatio
                ? graph.apply(Operation.PRODUCT, "units", 11, "Units due by " + t.name(), held, t.ratio())
                : t.quantityLike(held);
        boolean whole = paysCash && !merges && byRatio;
        this.delivered = t.hasQuantity() || whole ? t.delivered(owed) : owed;
        this.due = paysCash ? owed : delivered;
        this.one = graph.constant(BigDecimal.ONE, "", "One");
        this.zero = graph.constant(BigDecimal.ZERO, "units", "Nothing");
    }

    /**
     * Settles every event of the security that is held.
     *
     * @return what becomes the lots of the target, in their order
     */
    List<EventNodes> settle(List<LotEvent> events) {
        Node received =
                !paysCash ? zero : t.isLong(held) ? t.proceeds() : graph.negate(t.cost(), 9, "Paid for " + t.name());
        Parts cash = Parts.of(graph, received, held);
        Parts cashBase = Parts.ofBase(graph, t.toBase(received, "In base: " + received.label()), held);
        Parts units = Parts.of(graph, delivered, held);
        List<Brought> brought = new ArrayList<>();
        Brought waiting = new Brought(Optional.empty());
        int next = 0;
        while (next + (paysCash ? 1 : 0) < events.size()) {
            LotNodes lot = lots.get(events.get(next).lot());
            Node weight = lot.quantity();
            Moved moved = moved(lot);
            Node part = cash.next(weight);
            Node partBase = cashBase.next(weight);
            Node out = merges ? graph.negate(weight, 11, "Units out of lot " + lot.name()) : zero;
            Node sold = paysCash ? sold(out, lot) : zero;
            if (paysCash) release(events.get(next++), lot, moved, sold, part, partBase);
            adjust(events.get(next++), lot, moved, out, sold);
            waiting.add(moved);
            Node target = units.next(weight);
            if (!target.isZero()) brought.add(new Brought(Optional.of(target)));
            if (brought.isEmpty()) continue;
            brought.getLast().takeAll(waiting);
        }
        return brought.stream().map(each -> each.nodes(graph, t)).toList();
    }

    /** Cost of a lot that moves, and all of it that leaves. */
    private record Moved(Node cost, Node costBase, Node leaving, Node leavingBase) {}

    private Moved moved(LotNodes lot) {
        String of = " of lot " + lot.name();
        Node share = graph.apply(Operation.PRODUCT, lot.cost().unit(), 11, "Share of cost" + of, lot.cost(), fraction);
        Node shareBase = graph.apply(
                Operation.SHARE,
                lot.costBase().unit(),
                11,
                "Share of cost in base" + of,
                lot.costBase(),
                fraction,
                one);
        return new Moved(
                graph.apply(Operation.SHARE, share.unit(), 11, "Cost that moves" + of, share, delivered, due),
                graph.apply(
                        Operation.SHARE,
                        shareBase.unit(),
                        11,
                        "Cost in base that moves" + of,
                        shareBase,
                        delivered,
                        due),
                merges ? lot.cost() : share,
                merges ? lot.costBase() : shareBase);
    }

    private Node sold(Node out, LotNodes lot) {
        Node kept =
                graph.apply(Operation.SHARE, "units", 11, "Units exchanged of lot " + lot.name(), out, delivered, due);
        return graph.apply(Operation.SUBTRACT, "units", 11, "Units sold of lot " + lot.name(), out, kept);
    }

    private void release(LotEvent event, LotNodes lot, Moved moved, Node sold, Node part, Node partBase) {
        String of = " of lot " + lot.name();
        Node cost = graph.apply(
                Operation.SUBTRACT, moved.cost().unit(), 11, "Cost released" + of, moved.leaving(), moved.cost());
        boolean all = Graph.same(moved.leaving().value(), moved.cost().value());
        Node costBase = all
                ? graph.constant(BigDecimal.ZERO, moved.costBase().unit(), "Nothing")
                : graph.apply(
                        Operation.SUBTRACT,
                        moved.costBase().unit(),
                        11,
                        "Cost in base released" + of,
                        moved.leavingBase(),
                        moved.costBase());
        settler.settle(
                event,
                new EventNodes(
                        Optional.of(sold),
                        Optional.of(graph.negate(cost, 11, "Cost out" + of)),
                        Optional.of(graph.negate(costBase, 11, "Cost in base out" + of)),
                        Optional.of(graph.apply(
                                Operation.SUBTRACT, cost.unit(), 13, "Gain on lot " + lot.name(), part, cost)),
                        Optional.of(graph.apply(
                                Operation.SUBTRACT,
                                costBase.unit(),
                                13,
                                "Gain in base on lot " + lot.name(),
                                partBase,
                                costBase))));
    }

    private void adjust(LotEvent event, LotNodes lot, Moved moved, Node out, Node sold) {
        String of = " of lot " + lot.name();
        Node units = graph.apply(Operation.SUBTRACT, "units", 11, "Units exchanged" + of, out, sold);
        settler.settle(
                event,
                EventNodes.withoutGain(
                        Optional.of(units),
                        Optional.of(graph.negate(moved.cost(), 11, "Cost moved out" + of)),
                        Optional.of(graph.negate(moved.costBase(), 11, "Cost in base moved out" + of))));
    }

    /** A lot of the target; one too small for a unit gives its cost to the next, or else to the one before. */
    private static final class Brought {
        private final Optional<Node> units;
        private final List<Node> costs = new ArrayList<>();
        private final List<Node> costsBase = new ArrayList<>();

        Brought(Optional<Node> units) {
            this.units = units;
        }

        void add(Moved moved) {
            costs.add(moved.cost());
            costsBase.add(moved.costBase());
        }

        void takeAll(Brought waiting) {
            costs.addAll(waiting.costs);
            costsBase.addAll(waiting.costsBase);
            waiting.costs.clear();
            waiting.costsBase.clear();
        }

        EventNodes nodes(Graph graph, TransactionNodes t) {
            Node cost = graph.sum(costs.getFirst().unit(), 11, "Cost that " + t.name() + " brings", costs);
            Node costBase =
                    graph.sum(costsBase.getFirst().unit(), 11, "Cost in base that " + t.name() + " brings", costsBase);
            return EventNodes.withoutGain(units, Optional.of(cost), Optional.of(costBase));
        }
    }
}
