package dev.truemark.core.explain;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The derivation of a figure: an acyclic graph of nodes.
 *
 * @param roots the figure, in local and in base currency or per currency, under the names that other answers use
 * @param nodes all that {@code roots} rest on, by id
 */
public record Explanation(List<Root> roots, List<Node> nodes) {
    public Explanation {
        roots = List.copyOf(roots);
        nodes = List.copyOf(nodes);
    }

    /** A figure by the name that it has on the wire, and the node that is it. */
    public record Root(String name, Node node) {}

    /**
     * A part of an explanation.
     *
     * @param nodes     by id
     * @param collapsed ids of those among them whose inputs are left out
     */
    public record Part(List<Node> nodes, List<Integer> collapsed) {}

    /** Only what {@code roots} rest on, of all that was built. */
    static Explanation of(List<Root> roots, List<Node> built) {
        boolean[] needed = new boolean[built.size()];
        roots.forEach(root -> needed[root.node().id()] = true);
        List<Node> nodes = new ArrayList<>();
        for (int id = built.size() - 1; id >= 0; id--) {
            if (!needed[id]) continue;
            nodes.add(built.get(id));
            for (int input : built.get(id).inputs()) needed[input] = true;
        }
        return new Explanation(roots, nodes.reversed());
    }

    public Optional<Node> node(int id) {
        int at = at(id);
        return at < 0 ? Optional.empty() : Optional.of(nodes.get(at));
    }

    /**
     * What {@code from} rest on, down to a number of steps.
     *
     * @param depth steps from the nearest of {@code from}, 0 for those alone
     */
    public Part below(List<Node> from, int depth) {
        int[] steps = new int[nodes.size()];
        Arrays.fill(steps, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (Node node : from) {
            if (steps[at(node.id())] == 0) continue;
            steps[at(node.id())] = 0;
            open.add(at(node.id()));
        }
        List<Integer> collapsed = new ArrayList<>();
        while (!open.isEmpty()) {
            int at = open.remove();
            Node node = nodes.get(at);
            if (node.inputs().isEmpty()) continue;
            if (steps[at] >= depth) {
                collapsed.add(node.id());
                continue;
            }
            for (int input : node.inputs()) {
                int next = at(input);
                if (steps[next] >= 0) continue;
                steps[next] = steps[at] + 1;
                open.add(next);
            }
        }
        List<Node> reached = new ArrayList<>();
        for (int at = 0; at < steps.length; at++) if (steps[at] >= 0) reached.add(nodes.get(at));
        return new Part(reached, collapsed.stream().sorted().toList());
    }

    private int at(int id) {
        int low = 0;
        int high = nodes.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = nodes.get(middle).id();
            if (found == id) return middle;
            if (found < id) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    /** The value of the root of that name. */
    public Optional<BigDecimal> value(String root) {
        return roots.stream()
                .filter(each -> each.name().equals(root))
                .findFirst()
                .orElseThrow()
                .node()
                .value();
    }
}
