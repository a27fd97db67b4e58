package dev.truemark.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.explain.Explanation;
import dev.truemark.core.explain.Figure;
import dev.truemark.core.explain.Node;
import dev.truemark.core.explain.Operation;
import dev.truemark.core.explain.Reference;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.market.Rate;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.valuation.Basis;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A derivation on the wire; {@code docs/explain.md} says how to check it.
 *
 * @param securityId of the figure, null for that of the whole portfolio
 * @param nodeCount  of the whole derivation, of which {@code nodes} may be a part
 */
record ExplanationView(
        @JsonUnwrapped BooksStamp books,
        Policy.CashTracking cashTracking,
        Figure figure,
        String securityId,
        Quality quality,
        Basis basis,
        List<RootView> roots,
        int nodeCount,
        List<NodeView> nodes) {

    /** @param name that of the same figure in other answers */
    record RootView(String name, String unit, BigDecimal value, int node) {}

    /**
     * @param reason    why the value is null: {@code NO_PRICE}, {@code NO_RATE}, {@code NO_TERMS}, {@code INPUT_UNKNOWN}
     * @param inputs    ids, in the order of the operation; none of a fact, and none where {@code collapsed}
     * @param rule      number in the definitions
     */
    record NodeView(
            int id,
            Operation operation,
            BigDecimal value,
            Node.Reason reason,
            String unit,
            List<Integer> inputs,
            boolean collapsed,
            int rule,
            String label,
            FactView fact) {}

    /** The fact that a leaf is; only the fields of its kind are there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FactView(
            String kind,
            String transactionId,
            String source,
            Integer revision,
            String field,
            String securityId,
            Instant time,
            Boolean dateOnly,
            String fromCurrency,
            String toCurrency,
            Rate.Derivation derivation,
            String policy,
            String setting,
            LocalDate effectiveFrom) {
        static FactView of(Reference reference) {
            return switch (reference) {
                case Reference.OfTransaction of ->
                    new FactView(
                            "TRANSACTION",
                            of.transaction().transactionId(),
                            of.transaction().source(),
                            of.revision(),
                            of.field(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null);
                case Reference.OfPrice of ->
                    new FactView(
                            "PRICE",
                            null,
                            of.source(),
                            null,
                            null,
                            of.securityId(),
                            of.at(),
                            of.dateOnly(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null);
                case Reference.OfRate of ->
                    new FactView(
                            "RATE",
                            null,
                            of.source().orElse(null),
                            null,
                            null,
                            null,
                            of.at().orElse(null),
                            null,
                            of.from(),
                            of.to(),
                            of.derivation(),
                            null,
                            null,
                            null);
                case Reference.OfPolicy of ->
                    new FactView(
                            "POLICY",
                            null,
                            null,
                            null,
                            null,
                            of.securityId().orElse(null),
                            null,
                            null,
                            null,
                            null,
                            null,
                            of.policy(),
                            of.setting(),
                            of.from().orElse(null));
            };
        }
    }

    static ExplanationView of(Explained explained, Explanation.Part part, String engine) {
        BooksHead head = explained.valued().books().head();
        Set<Integer> collapsed = new HashSet<>(part.collapsed());
        return new ExplanationView(
                BooksStamp.of(head, engine),
                explained.valued().books().cashTracking(),
                explained.figure(),
                explained.securityId().orElse(null),
                explained.quality(),
                explained.valued().basis(),
                roots(explained.explanation()),
                explained.explanation().nodes().size(),
                nodes(part.nodes(), collapsed));
    }

    static List<RootView> roots(Explanation explanation) {
        return explanation.roots().stream()
                .map(root -> new RootView(
                        root.name(),
                        root.node().unit(),
                        root.node().value().orElse(null),
                        root.node().id()))
                .toList();
    }

    static List<NodeView> nodes(List<Node> nodes, Set<Integer> collapsed) {
        return nodes.stream()
                .map(node -> view(node, collapsed.contains(node.id())))
                .toList();
    }

    private static NodeView view(Node node, boolean collapsed) {
        return new NodeView(
                node.id(),
                node.operation(),
                node.value().orElse(null),
                node.reason().orElse(null),
                node.unit(),
                collapsed ? List.of() : node.inputs(),
                collapsed,
                node.rule(),
                node.label(),
                node.fact().map(FactView::of).orElse(null));
    }
}
