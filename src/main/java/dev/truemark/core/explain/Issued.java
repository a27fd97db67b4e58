package dev.truemark.core.explain;

import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** More or fewer units for what is held, at unchanged cost; cash for a fraction sells it (DEFINITIONS 11). */
final class Issued {
    private final Graph graph;
    private final TransactionNodes t;
    private final Map<LotId, LotNodes> lots;
    private final Settler settler;

    Issued(Graph graph, TransactionNodes t, Map<LotId, LotNodes> lots, Settler settler) {
        this.graph = graph;
        this.t = t;
        this.lots = lots;
        this.settler = settler;
    }

    void split(List<LotEvent> events) {
        int each = Math.min(lots.size(), events.size());
        Node ratio = t.ratio();
        for (LotEvent event : events.subList(0, each)) {
            LotNodes lot = lots.get(event.lot());
            String of = "Units of lot " + lot.name();
            Node after = graph.apply(Operation.PRODUCT, "units", 11, of + " after " + t.name(), lot.quantity(), ratio);
            more(event, graph.apply(Operation.SUBTRACT, "units", 11, of + " by " + t.name(), after, lot.quantity()));
        }
        List<Node> units = lots.values().stream().map(LotNodes::quantity).toList();
        sell(events.subList(each, events.size()), graph.sum("units", 11, "Units due by " + t.name(), units));
    }

    void stockDividend(List<LotEvent> events, Node held) {
        int each = Math.min(lots.size(), events.size());
        boolean byRatio = t.transaction().terms().ratio().isPresent();
        boolean paysCash = t.transaction().gross().signum() != 0;
        Node due = byRatio
                ? graph.apply(Operation.PRODUCT, "units", 11, "Units due by " + t.name(), held, t.ratio())
                : t.quantityLike(held);
        Node added = paysCash || !t.hasQuantity() ? due : t.quantityLike(held);
        Parts parts = Parts.of(graph, added, held);
        for (LotEvent event : events.subList(0, each)) {
            more(event, parts.next(lots.get(event.lot()).quantity()));
        }
        sell(events.subList(each, events.size()), due);
    }

    private void more(LotEvent event, Node units) {
        settler.settle(event, EventNodes.withoutGain(Optional.of(units), Optional.empty(), Optional.empty()));
    }

    private void sell(List<LotEvent> events, Node due) {
        if (events.isEmpty()) return;
        Node fraction = graph.apply(Operation.SUBTRACT, "units", 11, "Fraction of " + t.name(), due, t.delivered(due));
        Move.out(graph, t, lots, settler, events, fraction);
    }
}
