package dev.truemark.auth;

import dev.truemark.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slows down the guessing of passwords: failed logins per user name and address within a window. */
@ApplicationScoped
class LoginLimit {
    private final int attempts;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Bucket> buckets;

    private record Bucket(Instant since, int count) {}

    @Inject
    LoginLimit(AuthConfig config) {
        this(config.loginLimit(), Clock.systemUTC());
    }

    LoginLimit(AuthConfig.LoginLimit config, Clock clock) {
        this.attempts = config.attempts();
        this.window = config.window();
        this.clock = clock;
        this.buckets = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > config.buckets();
            }
        };
    }

    /**
     * Counts an attempt, as failed until {@link #succeeded} says otherwise.
     *
     * @throws ProblemException TOO_MANY_LOGINS with {@code Retry-After}
     */
    synchronized void attempt(String key) {
        Instant now = clock.instant();
        Bucket bucket = buckets.get(key);
        if (bucket == null || !now.isBefore(bucket.since().plus(window))) {
            buckets.remove(key);
            buckets.put(key, new Bucket(now, 1));
            return;
        }
        if (bucket.count() >= attempts) {
            throw new ProblemException(AuthProblems.TOO_MANY_LOGINS, "Wait before the next login.")
                    .retryAfter(Duration.between(now, bucket.since().plus(window)));
        }
        buckets.put(key, new Bucket(bucket.since(), bucket.count() + 1));
    }

    synchronized void succeeded(String key) {
        buckets.remove(key);
    }

    synchronized int size() {
        return buckets.size();
    }
}
