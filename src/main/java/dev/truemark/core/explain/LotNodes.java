package dev.truemark.core.explain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a lot holds between two transactions. */
final class LotNodes {
    private final Graph graph;
    private final String name;
    private final String currency;
    private final String base;
    private Optional<Node> quantity = Optional.empty();
    private Optional<Node> cost = Optional.empty();
    private Optional<Node> costBase = Optional.empty();

    LotNodes(Graph graph, String name, String currency, String base) {
        this.graph = graph;
        this.name = name;
        this.currency = currency;
        this.base = base;
    }

    Node quantity() {
        return quantity.orElseGet(() -> zero("units"));
    }

    Node cost() {
        return cost.orElseGet(() -> zero(currency));
    }

    Node costBase() {
        return costBase.orElseGet(() -> zero(base));
    }

    String name() {
        return name;
    }

    boolean isOpen() {
        return !quantity().isZero();
    }

    BigDecimal units() {
        return quantity().value().orElseThrow();
    }

    void add(EventNodes event) {
        quantity = plus(quantity, event.quantity(), "Units of lot " + name);
        cost = plus(cost, event.cost(), "Cost of lot " + name);
        costBase = plus(costBase, event.costBase(), "Cost in base of lot " + name);
    }

    private Optional<Node> plus(Optional<Node> before, Optional<Node> change, String label) {
        if (change.isEmpty()) return before;
        if (before.isEmpty()) return change;
        Node sum = graph.apply(Operation.SUM, change.get().unit(), 8, label, List.of(before.get(), change.get()));
        return Optional.of(sum);
    }

    private Node zero(String unit) {
        return graph.once(List.of("zero", unit), () -> graph.constant(BigDecimal.ZERO, unit, "Nothing"));
    }
}
