package dev.truemark.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.truemark.provider.Requests.Response;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
    private static final ProviderConfig CONFIG =
            TestConfig.with("retries", "2", "back-off", "PT2S", "spacing", "PT0.5S");

    private final TestTime time = new TestTime();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Deque<Supplier<Response>> answers = new ArrayDeque<>();
    private final Requests requests =
            new Requests(path -> answers.removeFirst().get(), CONFIG, new ProviderMetrics(registry, time), time, time);

    private void answers(int status, String body) {
        answers(status, "", body);
    }

    private void answers(int status, String retryAfter, String body) {
        answers.add(() -> new Response(status, retryAfter, body.getBytes(StandardCharsets.UTF_8)));
    }

    private double counted(String outcome) {
        return registry.counter("truemark.provider.requests", "outcome", outcome)
                .count();
    }

    @Test
    void requestsKeepTheirDistance() {
        answers(200, "{}");
        answers(200, "{}");
        answers(200, "{}");

        requests.get("/a");
        requests.get("/b");
        time.of(Duration.ofMillis(400));
        requests.get("/c");

        assertThat(time.waited).containsExactly(Duration.ofMillis(500), Duration.ofMillis(400), Duration.ofMillis(100));
        assertThat(counted("answered")).isEqualTo(3);
    }

    @Test
    void aFaultOfTheProviderIsTriedAgainAfterAWaitThatDoubles() {
        answers(502, "<html>Bad Gateway</html>");
        answers.add(() -> {
            throw new ProviderFailure.Unavailable("no answer in time");
        });
        answers(200, "{\"a\":1}");

        assertThat(requests.get("/a").get("a").intValue()).isEqualTo(1);
        assertThat(time.waited).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(counted("unavailable")).isEqualTo(2);
        assertThat(counted("answered")).isEqualTo(1);
    }

    @Test
    void itIsNotTriedForEver() {
        answers(500, "");
        answers(503, "");
        answers(504, "");
        answers(200, "{}");

        assertThatThrownBy(() -> requests.get("/a"))
                .isInstanceOf(ProviderFailure.Unavailable.class)
                .hasMessage("status 504");
        assertThat(answers).hasSize(1);
    }

    @ParameterizedTest(name = "{0} with Retry-After {1}: {2} s")
    @CsvSource({
        "429, 120, 120",
        "429, 0, 0",
        "429, 'Sat, 20 Jul 2024 12:05:00 GMT', 300",
        "429, 'Sat, 20 Jul 2024 11:00:00 GMT', 0",
        "503, 30, 30",
        "429, '',",
        "429, soon,",
        "429, -5,"
    })
    void whoAsksToBeLeftAloneIsNotAskedAgain(int status, String retryAfter, Long seconds) {
        answers(status, retryAfter, "Too Many Requests\r\n");

        ProviderFailure.Limited limited = catchThrowableOfType(ProviderFailure.Limited.class, () -> requests.get("/a"));

        assertThat(limited.pause()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
        assertThat(time.waited).isEmpty();
        assertThat(counted("limited")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "401, '{}', Refused",
        "403, '{}', Refused",
        "301, '', Refused",
        "404, '<html>', Refused",
        "200, '<html>', Unreadable",
        "200, '', Unreadable",
        "200, '[]', Unreadable",
        "200, '{\"a\":1', Unreadable",
        "200, '{} {}', Unreadable",
        "200, '{\"a\":1,\"a\":2}', Unreadable"
    })
    void whatWouldBeTheSameAgainIsNotAskedAgain(int status, String body, String failure) {
        answers(status, body);

        assertThatThrownBy(() -> requests.get("/a"))
                .isInstanceOf(ProviderFailure.class)
                .satisfies(
                        thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure));
    }

    @Test
    void anErrorAboutASymbolIsAnAnswer() {
        for (int status : List.of(400, 404)) {
            answers(status, Answers.DELISTED);
            assertThat(requests.get("/a").at("/chart/error/code").asText()).isEqualTo("Not Found");
        }
    }
}
