package dev.truemark.alert;

import dev.truemark.alert.Keeping.Closing;
import dev.truemark.alert.Keeping.Firing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What was looked at, what fired and who was told: {@code truemark_alerts_*}. Every series is there from the start. */
@ApplicationScoped
class AlertMetrics {
    private final MeterRegistry registry;
    private final Timer looks;

    AlertMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.looks = Timer.builder("truemark.alerts.looks")
                .description("Looks at the rules of one portfolio")
                .register(registry);
    }

    /** Registers every series. */
    void announce() {
        for (AlertKind kind : AlertKind.values()) fired(kind);
        for (Alert.Resolution why : Alert.Resolution.values()) resolved(why);
        List.of("delivered", "retried", "failed", "cancelled").forEach(this::webhooks);
    }

    void looked(Duration time) {
        looks.record(time);
    }

    void kept(List<Firing> firings, List<Closing> closings) {
        for (Firing each : firings) fired(each.rule().kind()).increment();
        for (Closing each : closings) resolved(each.why()).increment();
    }

    /** @param outcome {@code delivered}, {@code retried}, {@code failed} or {@code cancelled} */
    Counter webhooks(String outcome) {
        return registry.counter("truemark.alerts.webhooks", "outcome", outcome);
    }

    private Counter fired(AlertKind kind) {
        return registry.counter("truemark.alerts.fired", "kind", kind.name().toLowerCase(Locale.ROOT));
    }

    private Counter resolved(Alert.Resolution why) {
        return registry.counter("truemark.alerts.resolved", "why", why.name().toLowerCase(Locale.ROOT));
    }
}
