package dev.truemark.core.bond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A figure of several bonds: one missing value or figure leaves none. */
class WeightedBondsTest {
    private static final Statistic MISSING = Statistic.undefined(Undefined.VALUE_UNKNOWN);

    private static List<Statistic> of(double... figures) {
        return java.util.Arrays.stream(figures).mapToObj(Statistic::of).toList();
    }

    @Test
    void figuresWeighByValue() {
        assertThat(WeightedBonds.of(of(300, 100), of(4, 8))).isEqualTo(Statistic.of(5));
    }

    @Test
    void whatIsMissingIsNotLeftOut() {
        assertThat(WeightedBonds.of(List.of(Statistic.of(300), MISSING), of(4, 8)))
                .isEqualTo(MISSING);
        assertThat(WeightedBonds.of(of(300, 100), List.of(MISSING, Statistic.of(8))))
                .isEqualTo(MISSING);
    }

    @Test
    void nothingHasNoFigure() {
        Statistic none = Statistic.undefined(Undefined.NOTHING_INVESTED);

        assertThat(WeightedBonds.of(of(), of())).isEqualTo(none);
        assertThat(WeightedBonds.of(of(100, -100), of(4, 8))).isEqualTo(none);
        assertThatThrownBy(() -> WeightedBonds.of(of(1), of())).isInstanceOf(IllegalArgumentException.class);
    }
}
