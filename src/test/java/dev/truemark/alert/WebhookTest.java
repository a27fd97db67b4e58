package dev.truemark.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How webhooks are signed, spaced out and posted to. */
class WebhookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static AlertConfig config(String... settings) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) values.put("truemark.alerts." + settings[i], settings[i + 1]);
        return new SmallRyeConfigBuilder()
                .withMapping(AlertConfig.class)
                .withSources(new io.smallrye.config.PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(AlertConfig.class);
    }

    /** By openssl: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac whsec_test */
    @Test
    void aSignatureIsThatOfAnotherTool() {
        assertThat(Signature.of(
                        "whsec_test",
                        Instant.ofEpochSecond(1_700_000_000),
                        "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("t=1700000000,v1=38877139021993b830af32feea6e18a8da83eb2f6e49ee50bd9e4cf4ca4d3789");
    }

    /** First 5 s, doubled each time, an hour at most; between half of that and all of it. */
    @ParameterizedTest(name = "after attempt {0}, asked for {1}, by chance {2}: {3}")
    @CsvSource({
        "1,, 0, PT2.5S",
        "1,, 1, PT5S",
        "2,, 0.5, PT7.5S",
        "4,, 1, PT40S",
        "10,, 1, PT42M40S",
        "11,, 1, PT1H",
        "11,, 0, PT30M",
        "99,, 1, PT1H",
        "1, PT7S, 1, PT7S",
        "1, PT1S, 1, PT5S",
        "1, PT48H, 1, PT1H"
    })
    void theWaitGrowsAndIsBounded(int attempt, Duration asked, double chance, Duration wait) {
        BackOff backOff = new BackOff(Duration.ofSeconds(5), Duration.ofHours(1));
        assertThat(backOff.after(attempt, Optional.ofNullable(asked), chance)).isEqualTo(wait);
    }

    @ParameterizedTest(name = "{0}: delivered {1}, gone {2}")
    @CsvSource({
        "200, true, false",
        "204, true, false",
        "302, false, false",
        "400, false, false",
        "410, false, true",
        "429, false, false",
        "500, false, false"
    })
    void whatAStatusMeans(int status, boolean delivered, boolean gone) {
        Attempt attempt = Attempt.answered(status, Optional.empty());
        assertThat(attempt.isDelivered()).isEqualTo(delivered);
        assertThat(attempt.isGone()).isEqualTo(gone);
    }

    @ParameterizedTest(name = "answering {0}: status {1}, {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "200, 200, none",
                "429, 429, answered 429",
                "302, 302, answered 302",
                "silence, none, no answer in time"
            })
    void onePostHasOneOutcome(String answer, Integer status, String error) {
        Vertx vertx = Vertx.vertx();
        Resolver resolver = new Resolver(vertx, config("allow-private-addresses", "true"));
        try (Receiver receiver = new Receiver();
                WebhookCalls calls = new WebhookCalls(vertx, resolver, Duration.ofSeconds(1), 4)) {
            String url = receiver.answering("/hook", answer);
            Attempt attempt = calls.post(url, Map.of("X-A", "b"), "{}".getBytes(StandardCharsets.UTF_8))
                    .await()
                    .atMost(PATIENCE);
            assertThat(attempt.status().isPresent() ? attempt.status().getAsInt() : null)
                    .isEqualTo(status);
            assertThat(attempt.error().orElse(null)).isEqualTo(error);
            assertThat(attempt.retryAfter())
                    .isEqualTo(answer.equals("429") ? Optional.of(Duration.ofSeconds(1)) : Optional.empty());
            assertThat(receiver.calls("/hook")).hasSize(1);
            assertThat(receiver.calls("/elsewhere"))
                    .as("redirects are not followed")
                    .isEmpty();
        } finally {
            vertx.close().await().atMost(PATIENCE);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "http://localhost:PORT/hook, not sent: NOT_HTTPS",
        "https://localhost:PORT/hook, not sent: PRIVATE_ADDRESS",
        "https://127.0.0.1:PORT/hook, not sent: PRIVATE_ADDRESS",
        "https://[::1]:PORT/hook, not sent: PRIVATE_ADDRESS",
        "https://nobody.invalid/hook, no such host"
    })
    void nothingIsSentWhereItMustNotGo(String url, String error) {
        Vertx vertx = Vertx.vertx();
        Resolver resolver = new Resolver(vertx, config());
        try (Receiver receiver = new Receiver();
                WebhookCalls calls = new WebhookCalls(vertx, resolver, Duration.ofSeconds(20), 4)) {
            String port = receiver.answering("/hook", "200").replaceAll(".*:([0-9]+)/.*", "$1");
            Attempt attempt = calls.post(url.replace("PORT", port), Map.of(), new byte[0])
                    .await()
                    .atMost(PATIENCE);
            assertThat(attempt.error()).hasValue(error);
            assertThat(receiver.calls("/hook")).isEmpty();
        } finally {
            vertx.close().await().atMost(PATIENCE);
        }
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "max-rules, 0",
        "batch, 10001",
        "every, PT0.05S",
        "sweep, PT2H",
        "history-every, PT0.5S",
        "lease, PT0S",
        "keep, PT1H",
        "webhook.timeout, PT2M",
        "webhook.attempts, 0",
        "webhook.back-off, PT2H",
        "webhook.max-back-off, PT1S",
        "webhook.parallel, 1001"
    })
    void whatIsOutOfBoundsAbortsTheStart(String setting, String value) {
        assertThat(config().checked().maxRules()).isEqualTo(100);
        AlertConfig wrong = config(setting, value);
        assertThatThrownBy(wrong::checked)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("truemark.alerts." + setting);
    }
}
