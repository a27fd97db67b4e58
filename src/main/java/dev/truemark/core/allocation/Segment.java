package dev.truemark.core.allocation;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One line of a breakdown.
 *
 * @param names   what the instruments are called in each attribute asked for, empty where one was not told; of cash its
 *                currency alone
 * @param value   in base currency; unknown where that of any member is, never a sum without it
 * @param priced  the sum of the known values of its members
 * @param through the part of the value that funds hold
 * @param weight  {@code value / total} to 18 decimals; those of a breakdown sum to exactly 1, for which the last takes what
 *                is left; empty where the total is unknown or not positive
 */
public record Segment(
        Kind kind,
        List<Optional<String>> names,
        BaseAmount value,
        BigDecimal priced,
        BaseAmount through,
        Optional<BigDecimal> weight) {

    public enum Kind {
        /** Instruments that have every attribute asked for. */
        CLASSIFIED,
        /** Instruments of which one of the attributes was not told: the residual. */
        UNCLASSIFIED,
        /** Cash of one currency. */
        CASH
    }

    public Segment {
        names = List.copyOf(names);
    }

    Segment weighing(Optional<BigDecimal> other) {
        return new Segment(kind, names, value, priced, through, other);
    }
}
