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
    private final List<Node> parts = new ArrayList<>();
    private final List<Node> partsBase = new ArrayList<>();

    Move(Graph graph, TransactionNodes t, Map<LotId, LotNodes> lots, boolean buys, Settler settler) {
        this.graph = graph;
        this.t = t;
        this.lots = lots;
        this.buys = buys;
        this.settler = settler;
    }

    /**
     * @param units  bought or sold in all, positive
     * @param amount paid or received for them in all
     */
    void settle(List<LotEvent> events, Node units, Node amount) {
        Node amountBase = t.toBase(amount, "In base: " + amount.label());
        BigDecimal left = units.value().orElseThrow();
        for (LotEvent event : events) {
            Optional<LotNodes> closed = opens(event) ? Optional.empty() : Optional.ofNullable(lots.get(event.lot()));
            BigDecimal size = event.quantity().abs();
            Node slice = slice(closed, size, units);
            left = left.subtract(size);
            Node part = part(amount, units, slice, parts, left.signum() == 0);
            Node partBase = share(amountBase, units, slice, partsBase, left.signum() == 0);
            EventNodes made =
                    closed.map(lot -> close(lot, slice, part, partBase)).orElseGet(() -> open(slice, part, partBase));
            settler.settle(event, made);
            slices.add(slice);
            parts.add(part);
            partsBase.add(partBase);
        }
    }

    private static boolean opens(LotEvent event) {
        return event.kind() == LotEvent.Kind.OPEN || event.kind() == LotEvent.Kind.ADD;
    }

    /** All of the lot, or what the lots before leave of the units. */
    private Node slice(Optional<LotNodes> closed, BigDecimal size, Node units) {
        boolean all =
                closed.filter(lot -> lot.units().abs().compareTo(size) == 0).isPresent();
        if (!all) return graph.rest("units", "Units of " + t.name() + " that are left", units, slices);
        Node held = closed.get().quantity();
        return held.value().orElseThrow().signum() > 0
                ? held
                : graph.negate(held, 8, "Units short in lot " + closed.get().name());
    }

    /** Where the units are the amount, each part is its units, unrounded. */
    private Node part(Node amount, Node units, Node slice, List<Node> before, boolean last) {
        boolean alike = Graph.same(amount.value(), units.value());
        return alike && !last ? slice : share(amount, units, slice, before, last);
    }

    private Node share(Node amount, Node units, Node slice, List<Node> before, boolean last) {
        if (last) return graph.rest(amount.unit(), "Rest of: " + amount.label(), amount, before);
        return graph.apply(
                Operation.SHARE, amount.unit(), 1, "Part by units of: " + amount.label(), amount, slice, units);
    }

    private EventNodes close(LotNodes lot, Node slice, Node part, Node partBase) {
        Node taken = buys ? graph.negate(slice, 9, "Units that cover lot " + lot.name()) : slice;
        Node cost = released(lot.cost(), taken, lot);
        Node costBase = released(lot.costBase(), taken, lot);
        return new EventNodes(
                Optional.of(buys ? slice : graph.negate(slice, 8, "Units out of lot " + lot.name())),
                Optional.of(graph.negate(cost, 8, "Cost out of lot " + lot.name())),
                Optional.of(graph.negate(costBase, 8, "Cost in base out of lot " + lot.name())),
                Optional.of(gain(received(part), cost, lot)),
                Optional.of(gain(received(partBase), costBase, lot)));
    }

    private Node received(Node part) {
        return buys ? graph.negate(part, 9, "Paid to cover: " + part.label()) : part;
    }

    private Node released(Node cost, Node taken, LotNodes lot) {
        return graph.apply(
                Operation.SHARE,
                cost.unit(),
                8,
                "Cost that " + t.name() + " takes of lot " + lot.name(),
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
