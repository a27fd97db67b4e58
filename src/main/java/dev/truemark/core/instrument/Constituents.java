package dev.truemark.core.instrument;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an instrument, such as a fund, holds. Weights are of its value; what they leave of 1 is not known by name.
 *
 * @param all each once, with a weight above 0, and of 1 at most together
 */
public record Constituents(List<Constituent> all) {
    /** Of one instrument; more are refused. */
    public static final int MOST = 10_000;

    public Constituents {
        all = List.copyOf(all);
    }

    /**
     * What is wrong with a list.
     *
     * @param index of the constituent, or −1 for the list
     */
    public record Fault(int index, Rule rule) {}

    /** What holds for every list. */
    public enum Rule {
        TOO_MANY("An instrument may have " + MOST + " constituents."),
        NOT_POSITIVE("A weight is more than zero."),
        DUPLICATE("The constituent is named twice."),
        ITSELF("An instrument does not hold itself."),
        SUM_TOO_LARGE("The weights sum to more than 1.");

        private final String message;

        Rule(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    /** Everything that is wrong with the constituents of {@code securityId}; empty where they may be kept. */
    public static List<Fault> faults(String securityId, List<Constituent> all) {
        if (all.size() > MOST) return List.of(new Fault(-1, Rule.TOO_MANY));
        List<Fault> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < all.size(); i++) {
            Constituent each = all.get(i);
            if (each.weight().signum() <= 0) faults.add(new Fault(i, Rule.NOT_POSITIVE));
            if (each.securityId().equals(securityId)) faults.add(new Fault(i, Rule.ITSELF));
            if (!names.add(each.securityId())) faults.add(new Fault(i, Rule.DUPLICATE));
            sum = sum.add(each.weight());
        }
        if (sum.compareTo(BigDecimal.ONE) > 0) faults.add(new Fault(-1, Rule.SUM_TOO_LARGE));
        return faults;
    }
}
