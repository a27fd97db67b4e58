package dev.truemark.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingSwitchTest {
    private static final int NOBODY = Integer.MIN_VALUE;
    private static final int ENVIRONMENT = 300;

    private static SmallRyeConfig config(Map<String, String> properties, int ordinal) {
        return new SmallRyeConfigBuilder()
                .withSources(new TracingSwitch())
                .withSources(new PropertiesConfigSource(properties, "test", ordinal))
                .build();
    }

    @ParameterizedTest(name = "an address {0} of ordinal {1}: disabled is {2}")
    @CsvSource({
        "http://collector:4317, 300, false",
        "http://localhost:4317/, -2147483648, true",
        "' ', 300, true",
    })
    void onlyAnAddressThatSomebodyGaveTurnsItOn(String endpoint, int ordinal, boolean disabled) {
        assertThat(config(Map.of(TracingSwitch.ENDPOINT, endpoint), ordinal)
                        .getValue(TracingSwitch.DISABLED, boolean.class))
                .isEqualTo(disabled);
    }

    @Test
    void whatSomebodySaysOfItWins() {
        Map<String, String> off =
                Map.of(TracingSwitch.ENDPOINT, "http://collector:4317", TracingSwitch.DISABLED, "true");

        assertThat(config(off, ENVIRONMENT).getValue(TracingSwitch.DISABLED, boolean.class))
                .isTrue();
        assertThat(config(off, NOBODY).getValue(TracingSwitch.DISABLED, boolean.class))
                .isTrue();
    }

    @Test
    void whatIsOffSaysNothing() {
        Traces.switchOn(false);

        assertThat(Traces.here()).isEmpty();
        assertThat(Traces.in(Map.of(Traces.HEADER, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")))
                .isEmpty();
    }
}
