package dev.truemark.core.explain;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.CashEffect;
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
        Optional<Node> derived = booking.cash().size() == 1 ? derived(t) : Optional.empty();
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

    private Optional<Node> derived(TransactionNodes nodes) {
        Transaction t = nodes.transaction();
        List<Node> charges = nodes.charges();
        return switch (t.type()) {
            case BUY, BUY_TO_COVER -> Optional.of(out(nodes, Stream.concat(charges.stream(), accrued(nodes))));
            case FEE, TAX, WITHDRAWAL -> Optional.of(out(nodes, charges.stream()));
            case SELL, SELL_SHORT -> Optional.of(in(nodes, accrued(nodes).toList(), charges));
            case DEPOSIT -> Optional.of(in(nodes, List.of(), charges));
            case DIVIDEND, INTEREST, RETURN_OF_CAPITAL ->
                Optional.of(in(
                        nodes,
                        List.of(),
                        Stream.concat(withheld(nodes), charges.stream()).toList()));
            default -> Optional.empty();
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
