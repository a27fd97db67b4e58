package dev.truemark.core.explain;

import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Units bought or sold: lots on the other side are closed one by one, what is left opens one (DEFINITIONS 7 to 9). The amount
 * is given out by units, and the last slice takes what is left of it.
 */
final class Move {
    private final Graph graph;
    private final TransactionNodes t;
    private final Map<LotId, LotNodes> lots;
    private final boolean buys;
    private final Settler settler;
    private final List<Node> slices = new ArrayList<>();

    Move(Graph graph, TransactionNodes t, Map<LotId, LotNodes> lots, boolean buys, Settler settler) {
        this.graph = graph;
        this.t = t;
        this.lots = lots;
        this.buys = buys;
        this.settler = settler;
    }

    /** Of what leaves a position, long or short, for money. */
    static void out(
            Graph graph,
            TransactionNodes t,
            Map<LotId, LotNodes> lots,
            Settler settler,
            List<LotEvent> events,
            Node units) {
        boolean isLong = units.value().orElseThrow().signum() > 0;
        Node positive = isLong ? units : graph.negate(units, 9, "Units short");
        new Move(graph, t, lots, !isLong, settler).settle(events, positive, isLong ? t.proceeds() : t.cost());
    }

    /**
     * @param units  bought or sold in all, positive
     * @param amount paid or received for them in all
     */
    void settle(List<LotEvent> events, Node units, Node amount) {
        Parts parts = Parts.of(graph, amount, units);
        Parts partsBase = Parts.ofBase(graph, t.toBase(amount, "In base: " + amount.label()), units);
        for (LotEvent event : events) {
            Optional<LotNodes> closed = opens(event) ? Optional.empty() : Optional.ofNullable(lots.get(event.lot()));
            Node slice = slice(closed, event, units);
            Node part = parts.next(slice);
            Node partBase = partsBase.next(slice);
            settler.settle(
                    event,
                    closed.map(lot -> close(lot, slice, part, partBase)).orElseGet(() -> open(slice, part, partBase)));
        }
    }

    /** Units that leave with their cost and for nothing. */
    void deliver(List<LotEvent> events, Node units) {
        for (LotEvent event : events) {
            LotNodes lot = lots.get(event.lot());
            if (lot == null) {
                settler.settle(event, EventNodes.NONE);
                continue;
            }
            Node slice = slice(Optional.of(lot), event, units);
            settler.settle(
                    event, leaves(lot, slice, released(lot.cost(), slice, lot), released(lot.costBase(), slice, lot)));
        }
    }

    private static boolean opens(LotEvent event) {
        return event.kind() == LotEvent.Kind.OPEN || event.kind() == LotEvent.Kind.ADD;
    }

    /** All of the lot, or what was told of it, or what the lots before leave of the units. */
    private Node slice(Optional<LotNodes> closed, LotEvent event, Node units) {
        BigDecimal size = event.quantity().abs();
        Node slice = closed.filter(lot -> lot.units().abs().compareTo(size) == 0)
                .map(this::whole)
                .or(() -> t.chosen(event.lot().openedBy(), size))
                .orElseGet(() -> graph.rest("units", "Units of " + t.name() + " that are left", units, slices));
        slices.add(slice);
        return slice;
    }

    private Node whole(LotNodes lot) {
        Node held = lot.quantity();
        return lot.units().signum() > 0 ? held : graph.negate(held, 8, "Units short in lot " + lot.name());
    }

    private EventNodes close(LotNodes lot, Node slice, Node part, Node partBase) {
        Node taken = buys ? graph.negate(slice, 9, "Units that cover lot " + lot.name()) : slice;
        Node cost = released(lot.cost(), taken, lot);
        Node costBase = released(lot.costBase(), taken, lot);
        EventNodes leaves = leaves(lot, slice, cost, costBase);
        return new EventNodes(
                leaves.quantity(),
                leaves.cost(),
                leaves.costBase(),
                Optional.of(gain(received(part), cost, lot)),
                Optional.of(gain(received(partBase), costBase, lot)));
    }

    private EventNodes leaves(LotNodes lot, Node slice, Node cost, Node costBase) {
        return EventNodes.withoutGain(
                Optional.of(buys ? slice : graph.negate(slice, 8, "Units out of lot " + lot.name())),
                Optional.of(graph.negate(cost, 8, "Cost out of lot " + lot.name())),
                Optional.of(graph.negate(costBase, 8, "Cost in base out of lot " + lot.name())));
    }

    private Node received(Node part) {
        return buys ? graph.negate(part, 9, "Paid to cover: " + part.label()) : part;
    }

    private Node released(Node cost, Node taken, LotNodes lot) {
        return graph.apply(
                Operation.SHARE,
                cost.unit(),
                8,
                "Cost that " + t.name() + " takes of lot " + lot.name() + t.method(),
                cost,
                taken,
                lot.quantity());
    }

    private Node gain(Node received, Node cost, LotNodes lot) {
        return graph.apply(
                Operation.SUBTRACT,
                received.unit(),
                13,
                "Gain of " + t.name() + " on lot " + lot.name(),
                received,
                cost);
    }

    private EventNodes open(Node slice, Node part, Node partBase) {
        if (buys) return EventNodes.withoutGain(Optional.of(slice), Optional.of(part), Optional.of(partBase));
        return EventNodes.withoutGain(
                Optional.of(graph.negate(slice, 9, "Units sold short by " + t.name())),
                Optional.of(graph.negate(part, 9, "Cost of units sold short by " + t.name())),
                Optional.of(graph.negate(partBase, 9, "Cost in base of units sold short by " + t.name())));
    }
}
