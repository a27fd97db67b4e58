package dev.truemark.core.explain;

import dev.truemark.core.explain.Node.Reason;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A derivation while it is being built: nodes in the order of their making, so that inputs come first. */
final class Graph {
    private final int limit;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Object, Node> shared = new HashMap<>();

    /** @param limit most nodes; one more is a {@link TooLargeException} */
    Graph(int limit) {
        this.limit = limit;
    }

    List<Node> nodes() {
        return nodes;
    }

    Node leaf(Operation kind, BigDecimal value, String unit, int rule, String label, Reference fact) {
        return add(kind, Optional.of(value), Optional.empty(), unit, List.of(), rule, label, Optional.ofNullable(fact));
    }

    Node unknown(Operation kind, Reason reason, String unit, int rule, String label, Reference fact) {
        return add(
                kind, Optional.empty(), Optional.of(reason), unit, List.of(), rule, label, Optional.ofNullable(fact));
    }

    Node constant(BigDecimal value, String unit, String label) {
        return leaf(Operation.CONSTANT, value, unit, 1, label, null);
    }

    Node apply(Operation operation, String unit, int rule, String label, Node... inputs) {
        return apply(operation, unit, rule, label, List.of(inputs));
    }

    Node apply(Operation operation, String unit, int rule, String label, List<Node> inputs) {
        Optional<BigDecimal> value =
                operation.apply(inputs.stream().map(Node::value).toList());
        Optional<Reason> reason = value.isPresent() ? Optional.empty() : Optional.of(Reason.INPUT_UNKNOWN);
        List<Integer> ids = inputs.stream().map(Node::id).toList();
        return add(operation, value, reason, unit, ids, rule, label, Optional.empty());
    }

    /** A sum of what there is: nothing is a zero, and of one it is that one. */
    Node sum(String unit, int rule, String label, List<Node> inputs) {
        return switch (inputs.size()) {
            case 0 -> constant(BigDecimal.ZERO, unit, label);
            case 1 -> inputs.getFirst();
            default -> apply(Operation.SUM, unit, rule, label, inputs);
        };
    }

    /** What {@code taken} leave of {@code whole}. */
    Node rest(String unit, String label, Node whole, List<Node> taken) {
        if (taken.isEmpty()) return whole;
        List<Node> inputs = Stream.concat(Stream.of(whole), taken.stream()).toList();
        return apply(Operation.REST, unit, 1, label, inputs);
    }

    Node negate(Node node, int rule, String label) {
        return apply(Operation.NEGATE, node.unit(), rule, label, node);
    }

    /** The same node whenever it is asked for under {@code key}. */
    Node once(Object key, Supplier<Node> made) {
        Node known = shared.get(key);
        if (known != null) return known;
        Node node = made.get();
        shared.put(key, node);
        return node;
    }

    /** {@code derived} where it is what was booked; else what was booked, as it stands. */
    Node booked(BaseAmount amount, Optional<Node> derived, String unit, String label, Reference fact) {
        if (derived.isPresent() && same(derived.get().value(), amount.value())) return derived.get();
        return amount.value()
                .map(value -> leaf(Operation.BOOKED, value, unit, 6, label, fact))
                .orElseGet(() -> unknown(Operation.BOOKED, Reason.INPUT_UNKNOWN, unit, 6, label, fact));
    }

    static boolean same(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        if (one.isEmpty() || other.isEmpty()) return one.isEmpty() && other.isEmpty();
        return one.get().compareTo(other.get()) == 0;
    }

    private Node add(
            Operation operation,
            Optional<BigDecimal> value,
            Optional<Reason> reason,
            String unit,
            List<Integer> inputs,
            int rule,
            String label,
            Optional<Reference> fact) {
        if (nodes.size() >= limit) throw new TooLargeException(limit);
        Node node = new Node(nodes.size(), operation, value, reason, unit, inputs, rule, label, fact);
        nodes.add(node);
        return node;
    }
}
