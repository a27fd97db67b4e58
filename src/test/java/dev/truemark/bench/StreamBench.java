package dev.truemark.bench;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Ticks from a plain producer to sockets, every socket on a portfolio that holds every ticked security: first at a
 * modest rate, for the latency; then faster than can be followed, for the most that goes out.
 */
final class StreamBench {
    private static final int PORTFOLIOS = 10;
    private static final int SECURITIES = 20;
    private static final int ONE_PARTITION = 0;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;

    private StreamBench() {}

    static void run(Bench.Scene scene, Report report) throws Exception {
        Settings settings = scene.settings();
        Books.hold(scene, "LIVE_", PORTFOLIOS, SECURITIES);
        Vertx vertx = Vertx.vertx();
        List<Subscriber> subscribers = new ArrayList<>();
        try (Records producer = Records.atOnce(scene.bootstrap())) {
            Ticks ticks = new Ticks();
            tick(producer, ticks, SECURITIES, WARM_UP.dividedBy(SECURITIES), true);
            for (int i = 0; i < settings.subscribers(); i++) {
                subscribers.add(Subscriber.open(vertx, scene, "LIVE_" + i % PORTFOLIOS, ticks));
            }
            Wait.until(
                    "all have a snapshot",
                    Duration.ofSeconds(60),
                    () -> subscribers.stream().allMatch(Subscriber::hasSnapshot));
            Duration every = Duration.ofSeconds(1).dividedBy(settings.ticksPerSecond());
            tick(producer, ticks, (int) WARM_UP.dividedBy(every), every, true);
            Wait.pause(SETTLE);
            latency(scene, report, producer, ticks, every, subscribers);
            flood(scene, report, producer, ticks, subscribers);
        } finally {
            var unused = vertx.close();
        }
    }

    private static void latency(
            Bench.Scene scene,
            Report report,
            Records producer,
            Ticks ticks,
            Duration every,
            List<Subscriber> subscribers) {
        subscribers.forEach(Subscriber::reset);
        Cpu cpu = Cpu.from(scene.app().handle());
        int count = (int) scene.settings().streamFor().dividedBy(every);
        tick(producer, ticks, count, every, true);
        Wait.pause(SETTLE);
        long[] nanos = subscribers.stream()
                .flatMapToLong(Subscriber::latencies)
                .sorted()
                .toArray();
        if (nanos.length == 0) throw new IllegalStateException("no tick reached a socket");
        report.row("tick to socket, p50", "ms", at(nanos, P50), "");
        report.row("tick to socket, p99", "ms", at(nanos, P99), "<= 50");
        report.note("stream: %d ticks to %d sockets, heard %.1f %% of them, slowest %.0f ms; %s"
                .formatted(
                        count,
                        subscribers.size(),
                        100.0 * nanos.length / count / subscribers.size(),
                        nanos[nanos.length - 1] / 1e6,
                        cpu.text()));
    }

    private static void flood(
            Bench.Scene scene, Report report, Records producer, Ticks ticks, List<Subscriber> subscribers) {
        subscribers.forEach(Subscriber::reset);
        Cpu cpu = Cpu.from(scene.app().handle());
        long started = System.nanoTime();
        Duration every = Duration.ofSeconds(1).dividedBy(scene.settings().floodPerSecond());
        tick(producer, ticks, (int) scene.settings().streamFor().dividedBy(every), every, false);
        double seconds = (System.nanoTime() - started) / 1e9;
        long frames = subscribers.stream().mapToLong(Subscriber::frames).sum();
        long positions = subscribers.stream().mapToLong(Subscriber::positions).sum();
        report.row("messages fanned out", "frames/s", frames / seconds, "");
        report.row("positions revalued in them", "positions/s", positions / seconds, "");
        report.note("flood: %.0f ticks/s for %.1f s; %s; sockets still open: %d of %d"
                .formatted(
                        scene.settings().streamFor().dividedBy(every) / seconds,
                        seconds,
                        cpu.text(),
                        subscribers.stream().filter(Subscriber::isOpen).count(),
                        subscribers.size()));
    }

    /** @param inOrder all on one partition, so that a later tick is never heard first */
    private static void tick(Records producer, Ticks ticks, int count, Duration every, boolean inOrder) {
        long next = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long left = next - System.nanoTime();
            if (left > 0) Wait.pause(Duration.ofNanos(left));
            next += every.toNanos();
            String security = "BENCH_" + i % SECURITIES;
            Instant now = ticks.next();
            String price = "{\"security_id\":\"%s\",\"price_time\":\"%s\",\"price\":\"%d.%02d\",\"currency\":\"USD\"}"
                    .formatted(security, now, 100 + i % 7, (i + ticks.count()) % 100);
            producer.send(new ProducerRecord<>("market_prices", inOrder ? ONE_PARTITION : null, security, price));
        }
        producer.flush();
    }

    static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.ceil(quantile * sorted.length))] / 1e6;
    }

    /** When each tick was sent, by the time that it carries. */
    static final class Ticks {
        private final java.util.Map<String, Integer> indexes = new java.util.concurrent.ConcurrentHashMap<>();
        private final List<Long> sent = java.util.Collections.synchronizedList(new ArrayList<>());
        private Instant last = Instant.EPOCH;

        /** A time of its own for each tick, in whole milliseconds or finer as the clock has it. */
        Instant next() {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
            indexes.put(last.toString(), sent.size());
            sent.add(System.nanoTime());
            return last;
        }

        int count() {
            return sent.size();
        }

        /** The number of the tick with that time, -1 if there is none. */
        int indexOf(String time) {
            return indexes.getOrDefault(time, -1);
        }

        long sentAt(int index) {
            return sent.get(index);
        }
    }
}
