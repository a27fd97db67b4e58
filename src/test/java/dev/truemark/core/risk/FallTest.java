package dev.truemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallTest {
    private static Statistic after(Double... returns) {
        return Fall.of(Arrays.stream(returns).map(Statistic::of).toList());
    }

    @Test
    void theStartIsAHeight() {
        assertThat(after()).isEqualTo(Statistic.of(0));
        assertThat(after(-0.1)).isEqualTo(Statistic.of(-0.1));
    }

    /** 1.1, 0.99, 1.0395: 5.5 % below 1.1. */
    @Test
    void aGainThatDoesNotReachTheHeightLeavesAFall() {
        assertThat(after(0.1, -0.1, 0.05).toOptional().orElseThrow()).isCloseTo(-0.055, within(1e-15));
    }

    /** 1/0.8 is a gain of 25 %. */
    @Test
    void aNewHeightEndsIt() {
        assertThat(after(-0.2, 0.25)).isEqualTo(Statistic.of(0));
    }

    @Test
    void aGapLeavesNoIndex() {
        assertThat(Fall.of(List.of(Statistic.of(0.1), Statistic.undefined(Undefined.VALUE_UNKNOWN))))
                .isEqualTo(Statistic.undefined(Undefined.BROKEN_CHAIN));
    }

    @Test
    void morethanEverythingCannotBeLost() {
        assertThat(after(-1.0)).isEqualTo(Statistic.of(-1));
        assertThat(after(-1.5, 0.1)).isEqualTo(Statistic.undefined(Undefined.TOTAL_LOSS));
    }
}
