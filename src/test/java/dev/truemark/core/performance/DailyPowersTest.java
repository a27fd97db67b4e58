package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyPowersTest {
    private static final int DAYS = 4000;

    /** Every third day. */
    private static double[] times() {
        return IntStream.range(0, DAYS / 3).mapToDouble(i -> 3 * i / 365.0).toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-20, -1.3, 0, 0.07, 2, 20})
    void everyPowerIsTheExponential(double u) {
        double[] times = times();
        double[] powers = new double[times.length];
        double tau = 4.1;
        double shift = 3;

        DailyPowers.of(times).orElseThrow().fill(powers, u, tau, shift);

        for (int i = 0; i < times.length; i++) {
            assertThat(powers[i]).isCloseTo(StrictMath.exp(u * (times[i] - tau) - shift), withinPercentage(1e-11));
        }
    }

    @Test
    void timesThatAreNoWholeDaysHaveNone() {
        double[] times = times();
        times[5] = 0.0411;

        assertThat(DailyPowers.of(times)).isEmpty();
    }

    @Test
    void aFewTimesAreNotWorthATable() {
        assertThat(DailyPowers.of(new double[] {0, 1 / 365.0, 2 / 365.0})).isEmpty();
        assertThat(DailyPowers.of(new double[0])).isEmpty();
    }
}
