package dev.truemark.core.explain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One value on the way from the facts to a figure.
 *
 * @param id     place in the graph; an input has a smaller one
 * @param value  exact; empty where it is unknown
 * @param reason why it is unknown; empty where it is known
 * @param unit   a currency, {@code units}, or a pair such as {@code USD/EUR} for dollars per euro; empty without one
 * @param inputs ids of nodes, in the order that the operation takes them
 * @param rule   number of the rule in the definitions
 */
public record Node(
        int id,
        Operation operation,
        Optional<BigDecimal> value,
        Optional<Reason> reason,
        String unit,
        List<Integer> inputs,
        int rule,
        String label,
        Optional<Reference> fact) {

    public Node {
        inputs = List.copyOf(inputs);
    }

    /** Why a value is not known. */
    public enum Reason {
        NO_PRICE,
        NO_RATE,
        /** Nobody told what the price of a bond means, or what has accrued. */
        NO_TERMS,
        INPUT_UNKNOWN
    }

    boolean isZero() {
        return value.isPresent() && value.get().signum() == 0;
    }
}
