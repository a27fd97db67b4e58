package dev.truemark.core.valuation;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.Optional;

/** Percentages for the fields whose names end in {@code _percent} (DEFINITIONS 2 and 3). */
final class Percent {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Percent() {}

    /** {@code 100 · part / |whole|} to 18 decimals; empty when either is unknown or the whole is zero. */
    static Optional<BigDecimal> of(BaseAmount part, BaseAmount whole) {
        return part.value()
                .flatMap(p -> whole.value()
                        .filter(w -> w.signum() != 0)
                        .map(w -> Exact.divide(p.multiply(HUNDRED), w.abs())));
    }
}
