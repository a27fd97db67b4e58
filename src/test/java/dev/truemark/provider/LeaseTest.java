package dev.truemark.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaseTest {
    /** 1 min of turn, 1 min for ourselves, (10 + 0.5) s · 3 attempts, 1 s + 2 s between them. */
    @Test
    void aTurnIsHeldForLongerThanItsSlowestRequest() {
        assertThat(ProviderRun.lease(TestConfig.with())).hasMillis(154_500);
    }
}
