package dev.truemark.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes every node of a derivation again from its inputs, by {@code docs/explain.md} and by nothing else: it knows the JSON
 * and no class of the service.
 */
final class GraphChecker {
    private final Map<Integer, JsonNode> nodes = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private GraphChecker(JsonNode answer) {
        for (JsonNode node : answer.get("nodes")) {
            if (nodes.put(node.get("id").asInt(), node) != null) faults.add("twice: " + node);
        }
    }

    /** What is wrong with an answer of {@code explain}; nothing where it is right. */
    static List<String> faults(JsonNode answer) {
        GraphChecker checker = new GraphChecker(answer);
        checker.nodes.values().forEach(checker::check);
        for (JsonNode root : answer.get("roots")) checker.checkRoot(root);
        return checker.faults;
    }

    private void checkRoot(JsonNode root) {
        JsonNode node = nodes.get(root.get("node").asInt());
        if (node == null) faults.add("no node: " + root);
        else if (!same(value(root), value(node)) || !root.get("unit").equals(node.get("unit")))
            faults.add("root: " + root);
    }

    private void check(JsonNode node) {
        BigDecimal told = value(node);
        if ((told == null) == node.get("reason").isNull()) faults.add("null has a reason, and nothing else: " + node);
        if (node.get("collapsed").asBoolean()) return;
        List<BigDecimal> in = new ArrayList<>();
        for (JsonNode input : node.get("inputs")) {
            JsonNode from = nodes.get(input.asInt());
            if (from == null || input.asInt() >= node.get("id").asInt()) {
                faults.add("no such input before it: " + node);
                return;
            }
            in.add(value(from));
        }
        boolean leaf = List.of("TRANSACTION", "PRICE", "RATE", "POLICY", "CONSTANT", "BOOKED")
                .contains(node.get("operation").asText());
        if (leaf != in.isEmpty()) faults.add("a leaf has no inputs, all else has some: " + node);
        if (!leaf && !same(told, computed(node.get("operation").asText(), in))) faults.add("another value: " + node);
    }

    private static BigDecimal computed(String operation, List<BigDecimal> in) {
        boolean converts = operation.startsWith("CONVERT_");
        if (converts && in.getFirst() != null && in.getFirst().signum() == 0) return BigDecimal.ZERO;
        if (in.contains(null)) return null;
        BigDecimal first = in.getFirst();
        return switch (operation) {
            case "SUM" -> in.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            case "SUBTRACT", "REST" -> in.stream().skip(1).reduce(first, BigDecimal::subtract);
            case "NEGATE" -> first.negate();
            case "PRODUCT" -> in.stream().reduce(BigDecimal.ONE, BigDecimal::multiply);
            case "MIN" -> in.stream().min(BigDecimal::compareTo).orElseThrow();
            case "MAX" -> in.stream().max(BigDecimal::compareTo).orElseThrow();
            case "TRUNCATE" -> first.setScale(0, RoundingMode.DOWN);
            case "DIVIDE_ROUND", "CONVERT_DIVIDE" -> quotient(first, in.get(1));
            case "SHARE" -> same(in.get(1), in.get(2)) ? first : quotient(first.multiply(in.get(1)), in.get(2));
            case "CONVERT_MULTIPLY" -> first.multiply(in.get(1));
            case "CONVERT_CROSS" -> quotient(first.multiply(in.get(1)), in.get(2));
            default -> throw new IllegalArgumentException("no such operation: " + operation);
        };
    }

    private static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        if (same(divisor.abs(), BigDecimal.ONE)) return dividend.multiply(divisor);
        return dividend.divide(divisor, 18, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal value(JsonNode node) {
        return node.get("value").isNull()
                ? null
                : new BigDecimal(node.get("value").asText());
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }
}
