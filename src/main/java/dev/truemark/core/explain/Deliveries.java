package dev.truemark.core.explain;

import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import dev.truemark.core.ledger.Terms.GivenLot;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Units that come, go or are repaid without a trade (DEFINITIONS 11). */
final class Deliveries {
    private final Graph graph;
    private final TransactionNodes t;
    private final Map<LotId, LotNodes> lots;
    private final Settler settler;

    Deliveries(Graph graph, TransactionNodes t, Map<LotId, LotNodes> lots, Settler settler) {
        this.graph = graph;
        this.t = t;
        this.lots = lots;
        this.settler = settler;
    }

    /** With the lots told, or as one at its market value, told as the gross amount or found. */
    void in(List<LotEvent> events) {
        List<GivenLot> given = t.transaction().terms().given();
        for (int n = 0; n < events.size(); n++) {
            boolean told = n < given.size();
            settler.settle(events.get(n), told ? brought(n, given.get(n)) : atMarketValue());
        }
    }

    private EventNodes brought(int n, GivenLot lot) {
        Node cost = t.given(n, "cost", lot.cost(), t.currency());
        Node costBase = lot.costBase()
                .flatMap(BaseAmount::value)
                .map(base -> t.given(n, "cost_base", base, t.base()))
                .orElseGet(() -> t.toBase(cost, "In base: " + cost.label()));
        return EventNodes.withoutGain(
                Optional.of(t.given(n, "quantity", lot.quantity(), "units")), Optional.of(cost), Optional.of(costBase));
    }

    private EventNodes atMarketValue() {
        Node cost = t.foundValue().orElseGet(t::gross);
        return EventNodes.withoutGain(
                Optional.of(t.quantity()), Optional.of(cost), Optional.of(t.toBase(cost, "In base: " + cost.label())));
    }

    void adjust(List<LotEvent> events) {
        switch (t.transaction().quantity().signum()) {
            case 1 -> in(events);
            case -1 ->
                new Move(graph, t, lots, false, settler)
                        .deliver(events, graph.negate(t.quantity(), 11, "Units that " + t.name() + " takes"));
            default -> spread(events);
        }
    }

    /** By cost, at zero cost by units. */
    private void spread(List<LotEvent> events) {
        List<Node> costs = lots.values().stream().map(LotNodes::cost).toList();
        BigDecimal sum = costs.stream()
                .map(cost -> cost.value().orElse(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean byCost = sum.signum() > 0;
        List<Node> weights =
                byCost ? costs : lots.values().stream().map(LotNodes::quantity).toList();
        Node whole = graph.sum(byCost ? t.currency() : "units", 11, "All lots together", weights);
        Node amount = t.gross();
        Parts parts = Parts.of(graph, amount, whole);
        Parts partsBase = Parts.ofBase(graph, t.toBase(amount, "In base: " + amount.label()), whole);
        for (LotEvent event : events) {
            LotNodes lot = lots.get(event.lot());
            Node weight = byCost ? lot.cost() : lot.quantity();
            Node part = parts.next(weight);
            Node partBase = partsBase.next(weight);
            settler.settle(event, EventNodes.withoutGain(Optional.empty(), Optional.of(part), Optional.of(partBase)));
        }
    }

    /** Of every lot alike: the quantity told, else the ratio of what is held, else the gross amount, at par. */
    void amortise(List<LotEvent> events, Node held) {
        boolean isLong = t.isLong(held);
        Node out = graph.negate(face(held), 21, "Face repaid by " + t.name());
        Node received = isLong ? t.proceeds() : graph.negate(t.cost(), 9, "Paid for " + t.name());
        Parts units = Parts.of(graph, out, held);
        Parts cash = Parts.of(graph, received, held);
        Parts cashBase = Parts.ofBase(graph, t.toBase(received, "In base: " + received.label()), held);
        for (LotEvent event : events) {
            LotNodes lot = lots.get(event.lot());
            Node own = units.next(lot.quantity());
            Node taken = graph.negate(own, 21, "Face repaid of lot " + lot.name());
            Node cost = released(lot.cost(), taken, lot);
            Node costBase = released(lot.costBase(), taken, lot);
            settler.settle(
                    event,
                    new EventNodes(
                            Optional.of(own),
                            Optional.of(graph.negate(cost, 8, "Cost out of lot " + lot.name())),
                            Optional.of(graph.negate(costBase, 8, "Cost in base out of lot " + lot.name())),
                            Optional.of(gain(cash.next(lot.quantity()), cost, lot)),
                            Optional.of(gain(cashBase.next(lot.quantity()), costBase, lot))));
        }
    }

    private Node face(Node held) {
        if (t.hasQuantity()) return t.quantityLike(held);
        if (t.transaction().terms().ratio().isPresent()) {
            return graph.apply(Operation.PRODUCT, "units", 21, "Face due by " + t.name(), held, t.ratio());
        }
        return t.isLong(held) ? t.gross() : graph.negate(t.gross(), 9, "Face short of " + t.name());
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
                Operation.SUBTRACT, cost.unit(), 13, "Gain of " + t.name() + " on lot " + lot.name(), received, cost);
    }
}
