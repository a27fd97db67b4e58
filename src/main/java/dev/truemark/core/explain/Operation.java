package dev.truemark.core.explain;

import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the value of a node follows from those of its inputs. What is computed from an unknown input is unknown, but nothing
 * converts to nothing whatever the rate is.
 */
public enum Operation {
    /** A fact, or a constant: without inputs. */
    TRANSACTION,
    PRICE,
    RATE,
    POLICY,
    CONSTANT,
    /** What the books say, without a derivation. */
    BOOKED,

    SUM(in -> in.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
    /** The first less all others. */
    SUBTRACT(in -> in.stream().skip(1).reduce(in.getFirst(), BigDecimal::subtract)),
    NEGATE(in -> in.getFirst().negate()),
    PRODUCT(in -> in.stream().reduce(BigDecimal.ONE, BigDecimal::multiply)),
    MIN(in -> in.stream().reduce(in.getFirst(), BigDecimal::min)),
    MAX(in -> in.stream().reduce(in.getFirst(), BigDecimal::max)),
    /** Without its decimals. */
    TRUNCATE(in -> in.getFirst().setScale(0, RoundingMode.DOWN)),
    /** The first by the second, to 18 decimals HALF_EVEN; by one it is the first itself. */
    DIVIDE_ROUND(in -> Exact.divide(in.get(0), in.get(1))),
    /** {@code total · part / whole}, rounded like a division; where part and whole are equal it is the total itself. */
    SHARE(in -> Exact.share(in.get(0), in.get(1), in.get(2))),
    /** What the other slices leave of the first: the last slice, which is not rounded. */
    REST(SUBTRACT),
    /** Amount and quoted rate, multiplied. */
    CONVERT_MULTIPLY(in -> in.get(0).multiply(in.get(1))),
    /** Amount by a rate that is quoted the other way round, rounded like a division. */
    CONVERT_DIVIDE(in -> Exact.divide(in.get(0), in.get(1))),
    /** {@code amount · first / second}: a cross of a direct and an inverse quote, rounded once. */
    CONVERT_CROSS(in -> Exact.divide(in.get(0).multiply(in.get(1)), in.get(2)));

    private final Function<List<BigDecimal>, BigDecimal> computed;

    /** A leaf is what is given. */
    Operation() {
        this(List::getFirst);
    }

    Operation(Operation same) {
        this(same.computed);
    }

    Operation(Function<List<BigDecimal>, BigDecimal> computed) {
        this.computed = computed;
    }

    Optional<BigDecimal> apply(List<Optional<BigDecimal>> inputs) {
        if (converts()
                && inputs.getFirst().filter(amount -> amount.signum() == 0).isPresent()) {
            return Optional.of(BigDecimal.ZERO);
        }
        if (inputs.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
        return Optional.of(computed.apply(inputs.stream().map(Optional::get).toList()));
    }

    private boolean converts() {
        return this == CONVERT_MULTIPLY || this == CONVERT_DIVIDE || this == CONVERT_CROSS;
    }
}
