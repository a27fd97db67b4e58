package dev.truemark.core.figure;

import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** A statistic, or why there is none. */
public sealed interface Statistic {
    /** @param value finite */
    record Defined(double value) implements Statistic {
        public Defined {
            if (!Double.isFinite(value)) throw new IllegalArgumentException("a statistic must be finite: " + value);
        }
    }

    record Missing(Undefined why) implements Statistic {}

    static Statistic of(double value) {
        return new Defined(value);
    }

    static Statistic undefined(Undefined why) {
        return new Missing(why);
    }

    default boolean isDefined() {
        return this instanceof Defined;
    }

    default Optional<Undefined> reason() {
        return this instanceof Missing m ? Optional.of(m.why()) : Optional.empty();
    }

    default Optional<Double> toOptional() {
        return this instanceof Defined d ? Optional.of(d.value()) : Optional.empty();
    }

    default Statistic map(DoubleUnaryOperator f) {
        return this instanceof Defined d ? new Defined(f.applyAsDouble(d.value())) : this;
    }

    default Statistic then(DoubleFunction<Statistic> f) {
        return this instanceof Defined d ? f.apply(d.value()) : this;
    }
}
