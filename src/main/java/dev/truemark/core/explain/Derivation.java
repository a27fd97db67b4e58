package dev.truemark.core.explain;

import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a booking's lot events follow from its transaction and the lots before it. What a derivation says is only used where it
 * comes to what was booked, so it cannot change a figure; a type without one is shown as booked.
 */
final class Derivation {
    private Derivation() {}

    /**
     * Settles every event.
     *
     * @param lots as they are before, all that are open; settling changes them
     * @return whether this type has a derivation; if not, nothing is settled
     */
    static boolean settle(
            Graph graph, List<LotEvent> events, TransactionNodes t, Map<LotId, LotNodes> lots, Settler settler) {
        switch (t.transaction().type()) {
            case BUY, BUY_TO_COVER -> new Move(graph, t, lots, true, settler).settle(events, t.quantity(), t.cost());
            case SELL, SELL_SHORT ->
                new Move(graph, t, lots, false, settler).settle(events, t.quantity(), t.proceeds());
            case RETURN_OF_CAPITAL -> new Repaid(graph, t, lots, false, settler).settle(events);
            case DIVIDEND -> new Repaid(graph, t, lots, true, settler).settle(events);
            case SPLIT -> split(graph, events, t, lots, settler);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A gain that no lot bears: what is paid on a security of which nothing is held. */
    static Optional<Node> gainWithoutLot(TransactionNodes t) {
        return switch (t.transaction().type()) {
            case DIVIDEND, RETURN_OF_CAPITAL -> Optional.of(t.proceeds());
            default -> Optional.empty();
        };
    }

    private static void split(
            Graph graph, List<LotEvent> events, TransactionNodes t, Map<LotId, LotNodes> lots, Settler settler) {
        Node ratio = t.ratio();
        for (LotEvent event : events) {
            LotNodes lot = lots.get(event.lot());
            if (lot == null || event.kind() != LotEvent.Kind.ADJUST) {
                settler.settle(event, EventNodes.NONE);
                continue;
            }
            Node after = graph.apply(
                    Operation.PRODUCT,
                    "units",
                    11,
                    "Units of lot " + lot.name() + " after " + t.name(),
                    lot.quantity(),
                    ratio);
            Node more = graph.apply(
                    Operation.SUBTRACT,
                    "units",
                    11,
                    "Units that " + t.name() + " adds to lot " + lot.name(),
                    after,
                    lot.quantity());
            settler.settle(event, EventNodes.withoutGain(Optional.of(more), Optional.empty(), Optional.empty()));
        }
    }
}
