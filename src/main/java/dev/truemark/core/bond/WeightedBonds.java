package dev.truemark.core.bond;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Sums;
import dev.truemark.core.figure.Undefined;
import java.util.List;

/**
 * A figure of several bonds together.
 * <p><b>Definition.</b> {@code Σ Vᵢ·xᵢ / Σ Vᵢ}, {@code Vᵢ} the value of what is held of each in one currency. Undefined as
 * soon as one value or figure is, and where the values add up to nothing. <b>Unit.</b> That of the figure.
 */
public final class WeightedBonds {
    private WeightedBonds() {}

    /** Of as many values as figures. */
    public static Statistic of(List<Statistic> values, List<Statistic> figures) {
        if (values.size() != figures.size()) throw new IllegalArgumentException("a value for each figure");
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isDefined()) return values.get(i);
            if (!figures.get(i).isDefined()) return figures.get(i);
        }
        double whole = Sums.of(values.size(), i -> at(values, i));
        if (values.isEmpty() || whole == 0) return Statistic.undefined(Undefined.NOTHING_INVESTED);
        return YieldRule.finite(Sums.of(values.size(), i -> at(values, i) * at(figures, i)) / whole);
    }

    private static double at(List<Statistic> figures, int i) {
        return figures.get(i).toOptional().orElseThrow();
    }
}
