package dev.truemark.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the stream counts: {@code truemark_stream_*}. */
@ApplicationScoped
class StreamMetrics {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final AtomicInteger portfolios = new AtomicInteger();
    private final AtomicInteger replays = new AtomicInteger();
    private final LongAdder conflated = new LongAdder();
    private final LongAdder revaluations = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final Counter slow;

    StreamMetrics(MeterRegistry registry) {
        gauge(registry, "connections", "Open connections", connections);
        gauge(registry, "subscriptions", "Portfolio subscriptions of open connections", subscriptions);
        gauge(registry, "portfolios", "Portfolios that somebody on this instance watches", portfolios);
        gauge(registry, "replays", "Subscriptions to the past of a portfolio", replays);
        counter(registry, "conflated", "Deltas that went out together with an earlier one", conflated);
        counter(registry, "revaluations", "Positions and balances valued for those who watch", revaluations);
        counter(registry, "frames", "Frames handed to connections", frames);
        slow = Counter.builder("truemark.stream.slow.disconnects")
                .description("Clients that were cut off because they did not read")
                .register(registry);
    }

    AtomicInteger connections() {
        return connections;
    }

    AtomicInteger subscriptions() {
        return subscriptions;
    }

    AtomicInteger portfolios() {
        return portfolios;
    }

    AtomicInteger replays() {
        return replays;
    }

    LongAdder conflated() {
        return conflated;
    }

    LongAdder revaluations() {
        return revaluations;
    }

    LongAdder frames() {
        return frames;
    }

    Counter slow() {
        return slow;
    }

    private static void gauge(MeterRegistry registry, String name, String what, AtomicInteger value) {
        Gauge.builder("truemark.stream." + name, value, AtomicInteger::get)
                .description(what)
                .register(registry);
    }

    private static void counter(MeterRegistry registry, String name, String what, LongAdder value) {
        FunctionCounter.builder("truemark.stream." + name, value, LongAdder::sum)
                .description(what)
                .register(registry);
    }
}
