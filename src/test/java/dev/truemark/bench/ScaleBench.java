package dev.truemark.bench;

import dev.truemark.bench.StreamBench.Ticks;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Many connections on many portfolios: what a connection costs in memory, what those who do not read cost the others, and
 * whether everything is given back.
 */
final class ScaleBench {
    private static final int SECURITIES = 1000;
    private static final int STRIDE = 37;
    private static final int AT_ONCE = 50;
    private static final int MOST_BYTES = 8 << 20;
    private static final double KIB = 1024;
    private static final double MIB = KIB * KIB;
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;
    private static final Duration BOOKED = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final String HELD = """
            SELECT count(*) FROM position t JOIN portfolio p ON p.key = t.portfolio_key
            WHERE p.owner_id = ? AND p.portfolio_id LIKE ?""";

    private final Bench.Scene scene;
    private final Settings.Scale settings;
    private final Report report;
    private final Ticks ticks = new Ticks();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private int ticked;

    private ScaleBench(Bench.Scene scene, Report report) {
        this.scene = scene;
        this.settings = scene.settings().scale();
        this.report = report;
    }

    static void run(Bench.Scene scene, Report report) throws Exception {
        new ScaleBench(scene, report).run();
    }

    private void run() throws Exception {
        hold();
        Vertx vertx = Vertx.vertx();
        WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(settings.connections())
                .setMaxFrameSize(MOST_BYTES)
                .setMaxMessageSize(MOST_BYTES));
        try (Records producer = Records.atOnce(scene.bootstrap())) {
            for (int n = 0; n < SECURITIES; n++) tick(producer);
            producer.flush();
            connections(client);
            healthy(producer);
        } finally {
            var unused = vertx.close();
        }
        Wait.until("no connection is left", PATIENCE, () -> metric("truemark_stream_connections") == 0);
        Wait.until("no subscription is left", PATIENCE, () -> metric("truemark_stream_subscriptions") == 0);
        report.row("subscriptions after all have gone", "", metric("truemark_stream_subscriptions"), "0");
    }

    /** Each portfolio holds some of the securities, so that a tick concerns some of the portfolios. */
    private void hold() {
        UUID owner = scene.account().id();
        List<ProducerRecord<String, String>> buys = new ArrayList<>();
        for (Trade t : Trade.many(
                owner,
                "SCALE_",
                settings.portfolios() * settings.positions(),
                settings.portfolios(),
                settings.positions())) {
            int portfolio = Integer.parseInt(t.portfolioId().substring("SCALE_".length()));
            int nth = Integer.parseInt(t.securityId().substring("BENCH_".length()));
            Trade own = t.of(security(portfolio * STRIDE + nth));
            buys.add(new ProducerRecord<>("raw_transactions", own.key(), own.record()));
        }
        try (Records producer = Records.manyAtOnce(scene.bootstrap())) {
            producer.sendAll(buys);
        }
        Wait.until(
                "the portfolios are booked",
                BOOKED,
                () -> scene.database().number(HELD, owner, "SCALE\\_%") == buys.size());
    }

    private static String security(int n) {
        return "SCALE_" + n % SECURITIES;
    }

    /** First one on each portfolio, which brings the books into memory; what comes after costs connections alone. */
    private void connections(WebSocketClient client) throws Exception {
        open(client, settings.portfolios());
        double before = settledHeap();
        long residentBefore = resident();
        open(client, settings.connections() - settings.portfolios());
        int more = settings.connections() - settings.portfolios();
        report.row("heap of one more connection", "KiB", (settledHeap() - before) / KIB / more, "<= 20");
        report.note(
                "scale: %d portfolios of %d positions and a connection on each take %.0f MiB of heap; resident %.0f MiB with"
                                .formatted(
                                        settings.portfolios(), settings.positions(), before / MIB, residentBefore / MIB)
                        + " them, %.0f MiB with %d connections".formatted(resident() / MIB, subscribers.size()));
    }

    private void open(WebSocketClient client, int count) throws Exception {
        for (int opened = 0; opened < count; opened += AT_ONCE) {
            List<Subscriber.Opening> openings = new ArrayList<>();
            for (int n = 0; n < AT_ONCE && opened + n < count; n++) {
                String portfolio = "SCALE_" + subscribers.size() % settings.portfolios();
                Subscriber.Opening opening = Subscriber.opening(client, scene, portfolio, ticks, false);
                openings.add(opening);
                subscribers.add(opening.subscriber());
            }
            for (Subscriber.Opening each : openings) each.opened().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Wait.until(
                    "all have a snapshot",
                    PATIENCE,
                    () -> openings.stream().allMatch(each -> each.subscriber().hasSnapshot()));
        }
    }

    private void healthy(Records producer) throws IOException, InterruptedException {
        List<Subscriber> reading = new ArrayList<>();
        List<Subscriber> deaf = new ArrayList<>();
        for (int n = 0; n < subscribers.size(); n++)
            (n / settings.portfolios() % 2 == 0 ? reading : deaf).add(subscribers.get(n));
        tickFor(producer, Duration.ofSeconds(20));
        double alone = p99(reading, producer, "while all read", Duration.ofSeconds(60));
        double before = settledHeap();
        deaf.forEach(Subscriber::stopReading);
        double beside = p99(reading, producer, "while half do not read", settings.deafFor());
        report.ratio("p99 of those who read, while half do not", beside / alone, "<= 2");
        report.row("heap that those who do not read cost", "MiB", (settledHeap() - before) / MIB, "<= 64");
        report.note("scale: of %d that read %d are still connected, of %d that did not %d"
                .formatted(
                        reading.size(),
                        open(reading),
                        deaf.size(),
                        (long) metric("truemark_stream_connections") - open(reading)));
    }

    private static long open(List<Subscriber> all) {
        return all.stream().filter(Subscriber::isOpen).count();
    }

    private double p99(List<Subscriber> reading, Records producer, String when, Duration time) {
        reading.forEach(Subscriber::reset);
        Cpu cpu = Cpu.from(scene.app().handle());
        int sent = tickFor(producer, time);
        Wait.pause(SETTLE);
        long[] nanos =
                reading.stream().flatMapToLong(Subscriber::latencies).sorted().toArray();
        if (nanos.length == 0) throw new IllegalStateException("no tick reached a socket");
        double p99 = StreamBench.at(nanos, P99);
        report.row("tick to socket " + when + ", p99", "ms", p99, "");
        report.note("scale: %s, %d ticks, p50 %.0f ms, %d frames heard; %s"
                .formatted(when, sent, StreamBench.at(nanos, P50), nanos.length, cpu.text()));
        return p99;
    }

    private int tickFor(Records producer, Duration time) {
        Duration every = Duration.ofSeconds(1).dividedBy(settings.ticksPerSecond());
        int count = (int) time.dividedBy(every);
        long next = System.nanoTime();
        for (int n = 0; n < count; n++) {
            long left = next - System.nanoTime();
            if (left > 0) Wait.pause(Duration.ofNanos(left));
            next += every.toNanos();
            tick(producer);
        }
        producer.flush();
        return count;
    }

    private void tick(Records producer) {
        String security = security(ticked++);
        Instant now = ticks.next();
        String price = "{\"security_id\":\"%s\",\"price_time\":\"%s\",\"price\":\"%d.%02d\",\"currency\":\"USD\"}"
                .formatted(security, now, 100 + ticked % 7, ticked % 100);
        producer.send(new ProducerRecord<>("market_prices", 0, security, price));
    }

    /** Bytes of the heap that are in use after a collection. */
    private double settledHeap() throws IOException, InterruptedException {
        Wait.pause(SETTLE);
        jcmd("GC.run");
        String info = jcmd("GC.heap_info");
        var used = java.util.regex.Pattern.compile("used (\\d+)K").matcher(info);
        if (!used.find()) throw new IllegalStateException("no used heap in " + info);
        return Long.parseLong(used.group(1)) * KIB;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(
                        program, Long.toString(scene.app().handle().pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException(output);
        return output;
    }

    private long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + scene.app().handle().pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                * 1024;
    }

    private double metric(String name) {
        try {
            return scene.app()
                    .send(HttpRequest.newBuilder(scene.app().uri("/q/metrics")), 200)
                    .lines()
                    .filter(line -> line.startsWith(name) && !line.startsWith("#"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
