package dev.truemark.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private final Budget budget = new Budget(2, 0);

    @Test
    void aBurstOfTenSecondsAndThenTheSteadyRate() {
        assertThat(taken(0, 30)).isEqualTo(20);
        assertThat(taken(SECOND / 2, 30)).as("half a second, one message").isEqualTo(1);
        assertThat(taken(3 * SECOND, 30)).as("2.5 seconds").isEqualTo(5);
        assertThat(taken(1000 * SECOND, 30)).as("never more than a burst").isEqualTo(20);
    }

    private int taken(long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) if (budget.take(now)) taken++;
        return taken;
    }
}
