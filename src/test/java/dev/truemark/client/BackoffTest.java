package dev.truemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest(name = "after {0} attempts from {1} to {2} ms")
    @CsvSource({"0, 375, 625", "1, 750, 1250", "2, 1500, 2500", "5, 12000, 20000", "6, 22500, 37500", "40, 22500, 37500"
    })
    void itDoublesUpToHalfAMinuteAQuarterMoreOrLess(int attempts, long least, long most) {
        assertThat(Backoff.of(attempts)).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
    }

    @Test
    void itBeginsAnew() {
        Backoff backoff = new Backoff();
        for (int i = 0; i < 9; i++) assertThat(backoff.next()).isPositive();
        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(625));
    }
}
