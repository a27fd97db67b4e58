package dev.truemark.core.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An amount being given out by weight: the part that uses up the weight takes what is left of it (DEFINITIONS 1). */
final class Parts {
    private final Graph graph;
    private final Node amount;
    private final Node whole;
    private final boolean asWeights;
    private final List<Node> given = new ArrayList<>();
    private BigDecimal left;

    private Parts(Graph graph, Node amount, Node whole, boolean asWeights) {
        this.graph = graph;
        this.amount = amount;
        this.whole = whole;
        this.asWeights = asWeights;
        this.left = whole.value().orElseThrow();
    }

    /** Where the weights are the amount, each part is its weight, unrounded. */
    static Parts of(Graph graph, Node amount, Node whole) {
        return new Parts(graph, amount, whole, Graph.same(amount.value(), whole.value()));
    }

    /** Of an amount in base currency, of which each part is rounded. */
    static Parts ofBase(Graph graph, Node amount, Node whole) {
        return new Parts(graph, amount, whole, false);
    }

    Node next(Node weight) {
        left = left.subtract(weight.value().orElseThrow());
        Node part = part(weight);
        given.add(part);
        return part;
    }

    private Node part(Node weight) {
        if (left.signum() == 0) return graph.rest(amount.unit(), "Rest of: " + amount.label(), amount, given);
        if (asWeights) return weight;
        return graph.apply(Operation.SHARE, amount.unit(), 1, "Part of: " + amount.label(), amount, weight, whole);
    }
}
