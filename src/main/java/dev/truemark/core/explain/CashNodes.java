package dev.truemark.core.explain;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.CashEffect;
import dev.truemark.core.ledger.Effect;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.money.BaseAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Balances per currency: what every transaction moved (DEFINITIONS 12). */
final class CashNodes {
    private final Graph graph;
    private final Map<String, List<Node>> moves = new TreeMap<>();

    CashNodes(Graph graph, List<Booking> bookings, Function<Booking, TransactionNodes> nodes) {
        this.graph = graph;
        for (Booking booking : bookings) {
            for (CashEffect effect : booking.cash()) take(booking, effect, nodes.apply(booking));
        }
    }

    private void take(Booking booking, CashEffect effect, TransactionNodes t) {
        Optional<Node> derived = candidates(effect, t).stream()
                .filter(node -> Graph.same(node.value(), Optional.of(effect.amount())))
                .findFirst();
        Node move = graph.booked(
                BaseAmount.of(effect.amount()),
                derived,
                effect.currency(),
                "Cash of " + t.name(),
                t.reference("cash_effect"));
        moves.computeIfAbsent(effect.currency(), currency -> new ArrayList<>()).add(move);
    }

    Node balance(String currency) {
        return graph.sum(currency, 12, "Cash in " + currency, moves.getOrDefault(currency, List.of()));
    }

    /** By the table of effects; a short position pays what a long one receives. */
    private List<Node> candidates(CashEffect effect, TransactionNodes nodes) {
        Transaction t = nodes.transaction();
        if (!effect.currency().equals(t.currency())) return List.of(nodes.bought());
        List<Node> charges = nodes.charges();
        List<Node> accrued = accrued(nodes).toList();
        Node pays = out(nodes, charges.stream());
        Node paysTrade = out(nodes, Stream.concat(charges.stream(), accrued.stream()));
        return switch (Effect.of(t.type(), !t.securityId().isEmpty()).cash()) {
            case PAYS_TRADE -> List.of(paysTrade);
            case RECEIVES_TRADE -> List.of(in(nodes, accrued, charges), paysTrade);
            case RECEIVES_NET ->
                List.of(in(
                        nodes,
                        List.of(),
                        Stream.concat(withheld(nodes), charges.stream()).toList()));
            case RECEIVES -> List.of(in(nodes, List.of(), charges), pays);
            case PAYS, CONVERTS -> List.of(pays);
            case PAYS_CHARGES ->
                List.of(graph.negate(
                        graph.sum(t.currency(), 12, "Charges of " + nodes.name(), charges),
                        12,
                        "Cash of " + nodes.name()));
            case AS_TOLD -> List.of(nodes.gross());
            case NONE -> List.of();
        };
    }

    private static Stream<Node> accrued(TransactionNodes nodes) {
        boolean some = nodes.transaction().accruedInterest().signum() != 0;
        return some ? Stream.of(nodes.accruedInterest()) : Stream.empty();
    }

    private static Stream<Node> withheld(TransactionNodes nodes) {
        boolean some = nodes.transaction().withholdingTax().signum() != 0;
        return some ? Stream.of(nodes.withholdingTax()) : Stream.empty();
    }

    private Node out(TransactionNodes t, Stream<Node> more) {
        List<Node> paid = Stream.concat(Stream.of(t.gross()), more).toList();
        return graph.negate(graph.sum(t.currency(), 12, "Paid for " + t.name(), paid), 12, "Cash of " + t.name());
    }

    private Node in(TransactionNodes t, List<Node> more, List<Node> less) {
        List<Node> received = Stream.concat(Stream.of(t.gross()), more.stream()).toList();
        Node sum = graph.sum(t.currency(), 12, "Received for " + t.name(), received);
        if (less.isEmpty()) return sum;
        List<Node> inputs = Stream.concat(Stream.of(sum), less.stream()).toList();
        return graph.apply(Operation.SUBTRACT, t.currency(), 12, "Cash of " + t.name(), inputs);
    }
}
