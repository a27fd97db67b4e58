package dev.truemark.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");
    private final LoginLimit limit = new LoginLimit(new Limits(3, Duration.ofMinutes(1), 2), clock());

    private record Limits(int attempts, Duration window, int buckets) implements AuthConfig.LoginLimit {}

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private void fail(String key, int times) {
        for (int i = 0; i < times; i++) {
            limit.attempt(key);
        }
    }

    @Test
    void theFourthFailureInAMinuteIsRefusedUntilTheMinuteIsOver() {
        fail("ann 10.0.0.1", 3);
        now = now.plusSeconds(20);
        assertThatThrownBy(() -> limit.attempt("ann 10.0.0.1"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.headers()).containsEntry("Retry-After", "40"));
        now = now.plusSeconds(40);
        assertThatCode(() -> limit.attempt("ann 10.0.0.1")).doesNotThrowAnyException();
    }

    @Test
    void aSuccessForgetsTheFailures() {
        fail("ann 10.0.0.1", 2);
        limit.succeeded("ann 10.0.0.1");
        assertThatCode(() -> fail("ann 10.0.0.1", 3)).doesNotThrowAnyException();
    }

    @Test
    void oneNameDoesNotBlockAnotherAndTheMemoryIsBounded() {
        fail("ann 10.0.0.1", 3);
        fail("bob 10.0.0.1", 3);
        fail("cay 10.0.0.1", 3);
        assertThat(limit.size()).isEqualTo(2);
    }
}
