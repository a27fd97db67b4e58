package dev.truemark.platform.tracing;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Turns tracing off unless {@code quarkus.otel.exporter.otlp.endpoint} says where traces go. */
public final class TracingSwitch implements ConfigSourceFactory {
    static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
    static final String DISABLED = "quarkus.otel.sdk.disabled";
    /** Above the extension's own default, below anything that somebody sets. */
    private static final int ABOVE_DEFAULTS = -1_000;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of(new PropertiesConfigSource(
                Map.of(DISABLED, String.valueOf(!isGiven(context.getValue(ENDPOINT)))),
                "truemark tracing",
                ABOVE_DEFAULTS));
    }

    /** The extension names an address of its own by default, which nobody gave. */
    private static boolean isGiven(ConfigValue endpoint) {
        return endpoint != null
                && endpoint.getValue() != null
                && !endpoint.getValue().isBlank()
                && endpoint.getConfigSourceOrdinal() > ABOVE_DEFAULTS;
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ABOVE_DEFAULTS);
    }
}
