package dev.truemark.core.explain;

import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An amount paid on units that are held lowers the cost of each lot, down to zero at most; what a lot cannot bear is a
 * realised gain (DEFINITIONS 10).
 */
final class Repaid {
    private final Graph graph;
    private final TransactionNodes t;
    private final Map<LotId, LotNodes> lots;
    private final boolean byCost;
    private final Settler settler;

    /** @param byCost whether the amount is given out by cost rather than by units; at zero cost it is by units */
    Repaid(Graph graph, TransactionNodes t, Map<LotId, LotNodes> lots, boolean byCost, Settler settler) {
        this.graph = graph;
        this.t = t;
        this.lots = lots;
        this.settler = settler;
        this.byCost = byCost && sum(lots.values(), LotNodes::cost).signum() > 0;
    }

    private static BigDecimal sum(Collection<LotNodes> lots, Function<LotNodes, Node> of) {
        return lots.stream()
                .map(lot -> of.apply(lot).value().orElse(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void settle(List<LotEvent> events) {
        Node amount = t.net();
        List<Node> weights = lots.values().stream().map(this::weight).toList();
        if (weights.isEmpty()) {
            events.forEach(event -> settler.settle(event, EventNodes.NONE));
            return;
        }
        Node whole = graph.sum(weights.getFirst().unit(), 10, "All lots together", weights);
        Parts parts = Parts.of(graph, amount, whole);
        Parts partsBase = Parts.ofBase(graph, t.toBase(amount, "In base: " + amount.label()), whole);
        for (LotEvent event : events) {
            LotNodes lot = lots.get(event.lot());
            Node weight = weight(lot);
            settler.settle(event, lower(lot, parts.next(weight), partsBase.next(weight)));
        }
    }

    private Node weight(LotNodes lot) {
        return byCost ? lot.cost() : lot.quantity();
    }

    private EventNodes lower(LotNodes lot, Node part, Node partBase) {
        Node zero =
                graph.once(List.of("zero", part.unit()), () -> graph.constant(BigDecimal.ZERO, part.unit(), "Nothing"));
        Node bearable = graph.apply(
                Operation.MIN, part.unit(), 10, "No more than the cost of lot " + lot.name(), part, lot.cost());
        Node taken = graph.apply(
                Operation.MAX,
                part.unit(),
                10,
                "Cost that " + t.name() + " takes of lot " + lot.name(),
                bearable,
                zero);
        Node takenBase = taken.isZero()
                ? graph.once(
                        List.of("zero", partBase.unit()),
                        () -> graph.constant(BigDecimal.ZERO, partBase.unit(), "Nothing"))
                : graph.apply(
                        Operation.SHARE,
                        partBase.unit(),
                        10,
                        "Cost in base that " + t.name() + " takes of lot " + lot.name(),
                        lot.costBase(),
                        taken,
                        lot.cost());
        return new EventNodes(
                Optional.empty(),
                Optional.of(graph.negate(taken, 10, "Cost out of lot " + lot.name())),
                Optional.of(graph.negate(takenBase, 10, "Cost in base out of lot " + lot.name())),
                Optional.of(gain(part, taken, lot)),
                Optional.of(gain(partBase, takenBase, lot)));
    }

    private Node gain(Node part, Node taken, LotNodes lot) {
        return graph.apply(
                Operation.SUBTRACT, part.unit(), 10, "Gain of " + t.name() + " on lot " + lot.name(), part, taken);
    }
}
