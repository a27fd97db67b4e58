package dev.truemark.provider;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    @Test
    void whatIsConfiguredByDefaultIsWithinThem() {
        assertThatCode(() -> Bounds.check(TestConfig.with())).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "quotes-every, PT9S",
        "history-every, PT59S",
        "timeout, PT0.05S",
        "spacing, PT-1S",
        "back-off, PT2M",
        "rest, PT0S",
        "max-rest, PT30S",
        "history-days, -1",
        "batch, 0",
        "max-securities, 0",
        "max-bytes, 100",
        "retries, 6",
        "failures, 0",
        "url, ftp://example.org",
        "url, nowhere",
        "source, ' '"
    })
    void startUpAbortsBeyondThemNamingTheProperty(String name, String value) {
        ProviderConfig config = TestConfig.with(name, value);

        assertThatThrownBy(() -> Bounds.check(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("truemark.provider." + name);
    }
}
