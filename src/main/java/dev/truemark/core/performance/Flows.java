package dev.truemark.core.performance;

import java.math.BigDecimal;

/**
 * External flows of a day or an interval, exact.
 *
 * @param in  paid in, not negative
 * @param out paid out, not negative
 */
public record Flows(BigDecimal in, BigDecimal out) {
    public static final Flows NONE = new Flows(BigDecimal.ZERO, BigDecimal.ZERO);

    public Flows {
        if (in.signum() < 0 || out.signum() < 0) throw new IllegalArgumentException("flows must not be negative");
    }

    /** One flow: in when positive, out when negative. */
    public static Flows of(BigDecimal amount) {
        return amount.signum() < 0 ? new Flows(BigDecimal.ZERO, amount.negate()) : new Flows(amount, BigDecimal.ZERO);
    }

    public Flows plus(Flows other) {
        return new Flows(in.add(other.in), out.add(other.out));
    }

    public boolean isNone() {
        return in.signum() == 0 && out.signum() == 0;
    }

    BigDecimal net() {
        return in.subtract(out);
    }

    /** The part that is there at the start, less what has left at the start. */
    BigDecimal atStart(FlowTiming timing) {
        return switch (timing) {
            case IN_START_OUT_END -> in;
            case START -> net();
            case END -> BigDecimal.ZERO;
        };
    }
}
