package dev.truemark.core.explain;

import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lots that become one pool where the method has changed to {@code AVERAGE}: each leaves whole and joins the pool. */
final class Pooling {
    private Pooling() {}

    /** @return the events after those that only pool */
    static List<LotEvent> settle(Graph graph, List<LotEvent> events, Map<LotId, LotNodes> lots, Settler settler) {
        int next = 0;
        while (next + 1 < events.size() && pools(events.get(next), events.get(next + 1), lots)) {
            LotNodes lot = lots.get(events.get(next).lot());
            Node quantity = lot.quantity();
            Node cost = lot.cost();
            Node costBase = lot.costBase();
            String label = "Pooled: lot " + lot.name();
            settler.settle(
                    events.get(next),
                    EventNodes.withoutGain(
                            Optional.of(graph.negate(quantity, 8, label)),
                            Optional.of(graph.negate(cost, 8, label)),
                            Optional.of(graph.negate(costBase, 8, label))));
            settler.settle(
                    events.get(next + 1),
                    EventNodes.withoutGain(Optional.of(quantity), Optional.of(cost), Optional.of(costBase)));
            next += 2;
        }
        return events.subList(next, events.size());
    }

    private static boolean pools(LotEvent out, LotEvent in, Map<LotId, LotNodes> lots) {
        LotNodes lot = lots.get(out.lot());
        return out.kind() == LotEvent.Kind.ADJUST
                && in.kind() == LotEvent.Kind.ADJUST
                && lot != null
                && lots.containsKey(in.lot())
                && !out.lot().equals(in.lot())
                && lot.units().compareTo(out.quantity().negate()) == 0
                && out.quantity().compareTo(in.quantity().negate()) == 0
                && out.cost().compareTo(in.cost().negate()) == 0;
    }
}
