package dev.truemark.core.explain;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.money.BaseAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The book of one security, replayed as a derivation from its bookings. */
final class SecurityNodes {
    private final Graph graph;
    private final String security;
    private final BookResult book;
    private final String base;
    private final Map<TransactionKey, List<EventNodes>> brought;
    private final Map<LotId, LotNodes> lots = new LinkedHashMap<>();
    private final List<Gain> gains = new ArrayList<>();

    private record Gain(String currency, Optional<Node> local, Optional<Node> base) {}

    /** @param brought what a transaction brings to another security, by its key; filled and used in the order of booking */
    SecurityNodes(
            Graph graph, String security, BookResult book, String base, Map<TransactionKey, List<EventNodes>> brought) {
        this.graph = graph;
        this.security = security;
        this.book = book;
        this.base = base;
        this.brought = brought;
    }

    Node quantity() {
        return ofLots("units", "Units of " + security, LotNodes::quantity);
    }

    Node cost() {
        return ofLots(book.end().currency(), "Cost of " + security, LotNodes::cost);
    }

    Node costBase() {
        return ofLots(base, "Cost in base of " + security, LotNodes::costBase);
    }

    private Node ofLots(String unit, String label, Function<LotNodes, Node> of) {
        return graph.sum(unit, 8, label, lots.values().stream().map(of).toList());
    }

    /** Since the position is in its currency. */
    Node realized() {
        String currency = book.end().currency();
        BaseAmount booked = BaseAmount.of(book.end().realized());
        int afterGains = 0;
        int afterAny = 0;
        for (int n = 0; n < gains.size(); n++) {
            if (gains.get(n).currency().equals(currency)) continue;
            afterAny = n + 1;
            if (gains.get(n).local().isPresent()) afterGains = n + 1;
        }
        Optional<Node> all = realizedFrom(afterGains, currency);
        Optional<Node> derived =
                Graph.same(all.flatMap(Node::value), booked.value()) ? all : realizedFrom(afterAny, currency);
        return graph.booked(booked, derived, currency, "Realised on " + security, null);
    }

    private Optional<Node> realizedFrom(int first, String currency) {
        List<Node> own = gains.subList(first, gains.size()).stream()
                .flatMap(gain -> gain.local().stream())
                .toList();
        return Optional.of(graph.sum(currency, 13, "Realised on " + security, own));
    }

    Node realizedBase() {
        List<Node> all = gains.stream().flatMap(gain -> gain.base().stream()).toList();
        return graph.sum(base, 13, "Realised in base on " + security, all);
    }

    /** To be called in the order of booking. */
    void take(Booking booking, TransactionNodes t, boolean isLeg) {
        String currency = isLeg ? book.end().currency() : t.currency();
        List<EventNodes> settled = new ArrayList<>(booking.lotEvents().size());
        Settler settler = (event, derived) -> {
            EventNodes own = settled(event, derived, t, currency);
            lot(event, currency).add(own);
            lots.computeIfPresent(event.lot(), (id, lot) -> lot.isOpen() ? lot : null);
            settled.add(own);
        };
        List<LotEvent> rest = Pooling.settle(graph, booking.lotEvents(), lots, settler);
        if (isLeg) leg(rest, t, settler);
        else if (!rest.isEmpty()) own(rest, t, settler);
        gain(booking, settled, t, currency);
    }

    private void own(List<LotEvent> events, TransactionNodes t, Settler settler) {
        if (t.transaction().target().isPresent()) {
            brought.put(t.transaction().key(), new Exchanged(graph, t, lots, settler).settle(events));
        } else if (!Derivation.settle(graph, events, t, lots, settler)) {
            events.forEach(event -> settler.settle(event, EventNodes.NONE));
        }
    }

    private void leg(List<LotEvent> events, TransactionNodes t, Settler settler) {
        List<EventNodes> lotsBrought = brought.getOrDefault(t.transaction().key(), List.of());
        for (int n = 0; n < events.size(); n++) {
            settler.settle(events.get(n), n < lotsBrought.size() ? lotsBrought.get(n) : EventNodes.NONE);
        }
    }

    private LotNodes lot(LotEvent event, String currency) {
        return lots.computeIfAbsent(
                event.lot(),
                id -> new LotNodes(
                        graph,
                        id.openedBy().transactionId() + (id.ordinal() == 0 ? "" : "." + id.ordinal()),
                        currency,
                        base));
    }

    private EventNodes settled(LotEvent event, EventNodes own, TransactionNodes t, String currency) {
        BaseAmount quantity = BaseAmount.of(event.quantity());
        BaseAmount cost = BaseAmount.of(event.cost());
        BaseAmount gain = BaseAmount.of(event.realized());
        String of = " by " + t.name();
        return new EventNodes(
                settled(quantity, own.quantity(), "units", "Change of units" + of, t, "quantity"),
                settled(cost, own.cost(), currency, "Change of cost" + of, t, "net_cost"),
                settled(event.costBase(), own.costBase(), base, "Change of cost in base" + of, t, "net_cost_base"),
                settled(gain, own.realized(), currency, "Gain" + of, t, "realized_pnl"),
                settled(event.realizedBase(), own.realizedBase(), base, "Gain in base" + of, t, "realized_pnl_base"));
    }

    private Optional<Node> settled(
            BaseAmount booked, Optional<Node> derived, String unit, String label, TransactionNodes t, String field) {
        if (booked.equals(BaseAmount.ZERO)) return Optional.empty();
        return Optional.of(graph.booked(booked, derived, unit, label, t.reference(field)));
    }

    private void gain(Booking booking, List<EventNodes> events, TransactionNodes t, String currency) {
        List<Node> local =
                events.stream().flatMap(each -> each.realized().stream()).toList();
        List<Node> inBase =
                events.stream().flatMap(each -> each.realizedBase().stream()).toList();
        boolean withoutLot = local.isEmpty() && booking.realized().signum() != 0;
        Optional<Node> alone = withoutLot ? Derivation.gainWithoutLot(graph, booking, t) : Optional.empty();
        Optional<Node> aloneBase = alone.map(amount -> t.toBase(amount, "In base: " + amount.label()));
        Optional<Node> sum = alone.or(() -> sum(local, currency, "Realised by " + t.name()));
        Optional<Node> sumBase = aloneBase.or(() -> sum(inBase, base, "Realised in base by " + t.name()));
        BaseAmount realized = BaseAmount.of(booking.realized());
        Optional<Node> booked = settled(realized, sum, currency, "Realised by " + t.name(), t, "realized_pnl");
        Optional<Node> bookedBase = settled(
                booking.realizedBase(), sumBase, base, "Realised in base by " + t.name(), t, "realized_pnl_base");
        gains.add(new Gain(currency, booked, bookedBase));
    }

    private Optional<Node> sum(List<Node> nodes, String unit, String label) {
        return nodes.isEmpty() ? Optional.empty() : Optional.of(graph.sum(unit, 13, label, nodes));
    }
}
