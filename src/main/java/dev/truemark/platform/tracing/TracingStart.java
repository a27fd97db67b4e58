package dev.truemark.platform.tracing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells {@link Traces} what {@link TracingSwitch} decided, before the first record is read. */
@ApplicationScoped
class TracingStart {
    private static final int BEFORE_CONSUMERS = 1;

    private final boolean disabled;

    TracingStart(@ConfigProperty(name = TracingSwitch.DISABLED, defaultValue = "true") boolean disabled) {
        this.disabled = disabled;
    }

    void start(@Observes @Priority(BEFORE_CONSUMERS) StartupEvent starting) {
        Traces.switchOn(!disabled);
    }
}
