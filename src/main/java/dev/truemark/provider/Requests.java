package dev.truemark.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.platform.json.JsonRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks one thing after the other, never sooner than {@code spacing} after the last, and what may pass again after a while that
 * doubles. For one thread.
 */
final class Requests {
    private static final ObjectMapper JSON = JsonRules.mapper();

    private final Function<String, Response> http;
    private final ProviderConfig config;
    private final ProviderMetrics metrics;
    private final Clock clock;
    private final Pause pause;
    private Instant next = Instant.MIN;

    /** @param http sends a request for a path; throws {@link ProviderFailure.Unavailable} where no answer comes */
    Requests(
            Function<String, Response> http, ProviderConfig config, ProviderMetrics metrics, Clock clock, Pause pause) {
        this.http = http;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.pause = pause;
    }

    /** @param retryAfter the header, empty where there is none */
    record Response(int status, String retryAfter, byte[] body) {}

    /** Waits. */
    interface Pause {
        void of(Duration time);
    }

    /**
     * @return the JSON of an answer that speaks of the thing itself, be it that there is none
     * @throws ProviderFailure the last one, if it was asked as often as it may be
     */
    JsonNode get(String path) {
        Duration wait = config.backOff();
        for (int repeated = 0; ; repeated++) {
            try {
                JsonNode answer = once(path);
                metrics.answered();
                return answer;
            } catch (ProviderFailure failure) {
                metrics.failed(failure);
                if (!failure.mayPass() || repeated >= config.retries()) throw failure;
            }
            pause.of(wait);
            wait = wait.multipliedBy(2);
        }
    }

    private JsonNode once(String path) {
        Instant now = clock.instant();
        if (now.isBefore(next)) pause.of(Duration.between(now, next));
        try {
            return read(http.apply(path));
        } finally {
            next = clock.instant().plus(config.spacing());
        }
    }

    private JsonNode read(Response response) {
        int status = response.status();
        Optional<Duration> asked = retryAfter(response.retryAfter(), clock.instant());
        if (status == 429 || (status == 503 && asked.isPresent())) throw new ProviderFailure.Limited(status, asked);
        if (status >= 500) throw new ProviderFailure.Unavailable("status " + status);
        // 400 and 404 come with an error that speaks of the symbol, such as one that was delisted
        if (status != 200 && status != 400 && status != 404) throw new ProviderFailure.Refused(status);
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (answer.isObject()) return answer;
        } catch (JsonProcessingException noJson) {
            // as if it were another thing than an object
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (status != 200) throw new ProviderFailure.Refused(status);
        throw new ProviderFailure.Unreadable("not JSON");
    }

    /** RFC 9110, 10.2.3: seconds, or a date. Empty where it is neither. */
    static Optional<Duration> retryAfter(String header, Instant now) {
        if (header.isBlank()) return Optional.empty();
        try {
            Duration pause = header.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(now, ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
