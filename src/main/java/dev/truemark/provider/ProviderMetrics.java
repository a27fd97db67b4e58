package dev.truemark.provider;

import dev.truemark.provider.MarketDataProvider.LeftOut;
import dev.truemark.provider.MarketDataProvider.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the provider was asked and told. Every series is there from the start, so that none appears with its first trouble. */
@ApplicationScoped
class ProviderMetrics {
    private final MeterRegistry registry;
    private final Clock clock;
    private volatile Instant restsUntil = Instant.MIN;

    ProviderMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Registers every series. */
    void announce() {
        List.of("answered", "limited", "refused", "unavailable", "unreadable").forEach(this::requests);
        for (Reason reason : Reason.values()) leftOut(reason);
        List.of("quote", "close").forEach(this::prices);
        Gauge.builder("truemark.provider.resting", () -> clock.instant().isBefore(restsUntil) ? 1 : 0)
                .description("1 while the provider is left alone, because it failed or asked for it")
                .register(registry);
    }

    void answered() {
        requests("answered").increment();
    }

    void failed(ProviderFailure failure) {
        requests(
                        switch (failure) {
                            case ProviderFailure.Limited limited -> "limited";
                            case ProviderFailure.Refused refused -> "refused";
                            case ProviderFailure.Unavailable unavailable -> "unavailable";
                            case ProviderFailure.Unreadable unreadable -> "unreadable";
                        })
                .increment();
    }

    void told(String kind, int count) {
        prices(kind).increment(count);
    }

    void leftOut(List<LeftOut> all) {
        for (LeftOut each : all) leftOut(each.reason()).increment();
    }

    void restsUntil(Instant end) {
        restsUntil = end;
    }

    private Counter requests(String outcome) {
        return registry.counter("truemark.provider.requests", "outcome", outcome);
    }

    private Counter prices(String kind) {
        return registry.counter("truemark.provider.prices", "kind", kind);
    }

    private Counter leftOut(Reason reason) {
        return registry.counter(
                "truemark.provider.left.out", "reason", reason.name().toLowerCase(Locale.ROOT));
    }
}
