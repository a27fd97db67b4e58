package dev.truemark.core.explain;

import dev.truemark.core.ledger.Booking;
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
        Node held = graph.sum(
                "units",
                8,
                "Units held at " + t.name(),
                lots.values().stream().map(LotNodes::quantity).toList());
        Deliveries deliveries = new Deliveries(graph, t, lots, settler);
        switch (t.transaction().type()) {
            case BUY, BUY_TO_COVER, RIGHTS_ISSUE ->
                new Move(graph, t, lots, true, settler).settle(events, t.quantity(), t.cost());
            case SELL, SELL_SHORT ->
                new Move(graph, t, lots, false, settler).settle(events, t.quantity(), t.proceeds());
            case MERGER -> Move.out(graph, t, lots, settler, events, held);
            case REDEMPTION -> Move.out(graph, t, lots, settler, events, t.hasQuantity() ? t.quantityLike(held) : held);
            case RETURN_OF_CAPITAL -> new Repaid(graph, t, lots, false, settler).settle(events);
            case DIVIDEND -> new Repaid(graph, t, lots, true, settler).settle(events);
            case SPLIT -> new Issued(graph, t, lots, settler).split(events);
            case STOCK_DIVIDEND -> new Issued(graph, t, lots, settler).stockDividend(events, held);
            case AMORTIZATION -> deliveries.amortise(events, held);
            case TRANSFER_IN -> deliveries.in(events);
            case TRANSFER_OUT -> new Move(graph, t, lots, false, settler).deliver(events, t.quantity());
            case ADJUSTMENT -> deliveries.adjust(events);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A gain that no lot bears: what is paid on a security of which nothing is held, or for no fraction. */
    static Optional<Node> gainWithoutLot(Graph graph, Booking booking, TransactionNodes t) {
        return switch (t.transaction().type()) {
            case DIVIDEND, RETURN_OF_CAPITAL -> Optional.of(t.net());
            case SPLIT, STOCK_DIVIDEND ->
                Optional.of(
                        booking.proceeds().signum() >= 0
                                ? t.proceeds()
                                : graph.negate(t.cost(), 9, "Paid for " + t.name()));
            default -> Optional.empty();
        };
    }
}
