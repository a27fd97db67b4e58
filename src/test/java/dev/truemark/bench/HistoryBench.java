package dev.truemark.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Cost follows the change: whole histories booked cold from the topic, in one and in several currencies, small and large;
 * and transactions dated before many others of their security, from the request to the restated valuation at a socket.
 */
final class HistoryBench {
    private static final String TOPIC = "raw_transactions";
    static final LocalDate FIRST_DAY = LocalDate.of(2012, 1, 2);
    static final int DAYS = 12 * 365;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PORTFOLIOS = 5;
    private static final int SECURITIES = 250;
    private static final List<String> ONE = List.of("USD");
    private static final List<String> SEVERAL = List.of("USD", "EUR", "GBP", "JPY");
    private static final String BOOKED = """
            SELECT count(*) FROM booking b JOIN portfolio p ON p.key = b.portfolio_key
            WHERE p.owner_id = ? AND p.portfolio_id LIKE ?""";
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;

    private HistoryBench() {}

    static void run(Bench.Scene scene, Report report) throws Exception {
        cold(scene, "HWARM_", 14_400, ONE);
        for (int activities : new int[] {1_000, 14_400, 100_000}) {
            double seconds = cold(scene, "H" + activities + "_", activities, ONE);
            report.row(
                    "history of %,d booked cold".formatted(activities),
                    "s",
                    seconds,
                    activities == 14_400 ? "<= 2" : "");
        }
        double several = cold(scene, "HFX_", 14_400, SEVERAL);
        report.row("history of 14,400 in four currencies booked cold", "s", several, "<= 2");
        backDated(scene, report, 600, 200, "<= 30");
        backDated(scene, report, 20_000, 40, "<= 150");
    }

    /** Seconds from the first send to the last commit. */
    private static double cold(Bench.Scene scene, String prefix, int activities, List<String> currencies) {
        List<ProducerRecord<String, String>> records = new ArrayList<>(activities);
        for (int i = 0; i < activities; i++) {
            int security = i % SECURITIES;
            int turn = i / SECURITIES;
            LocalDate date = FIRST_DAY.plusDays((long) turn * SECURITIES * DAYS / activities);
            String currency = currencies.get(security % currencies.size());
            records.add(record(
                    scene,
                    prefix + security % PORTFOLIOS,
                    turn + "-" + security,
                    "HB_" + security,
                    date,
                    turn,
                    currency));
        }
        try (Records producer = Records.manyAtOnce(scene.bootstrap())) {
            long started = System.nanoTime();
            producer.sendAll(records);
            awaitBooked(scene, prefix, activities);
            return (System.nanoTime() - started) / 1e9;
        }
    }

    static void awaitBooked(Bench.Scene scene, String prefix, int count) {
        String like = prefix.replace("_", "\\_") + "%";
        Wait.until(
                count + " are booked",
                PATIENCE,
                () -> scene.database().number(BOOKED, scene.account().id(), like) >= count);
    }

    static ProducerRecord<String, String> record(
            Bench.Scene scene,
            String portfolio,
            String id,
            String security,
            LocalDate date,
            int turn,
            String currency) {
        boolean sale = turn % 3 == 2;
        JsonObject data = new JsonObject()
                .put("transaction_id", id)
                .put("portfolio_id", portfolio)
                .put("security_id", security)
                .put("transaction_date", date.toString())
                .put("transaction_type", sale ? "SELL" : "BUY")
                .put("quantity", sale ? 120 : 100)
                .put("price", 100 + turn % 50)
                .put("currency", currency);
        if (!currency.equals("USD")) data.put("fx_rate", "1." + (10 + turn % 80));
        JsonObject event = new JsonObject()
                .put("event_id", java.util.UUID.randomUUID().toString())
                .put("event_type", "transaction.received")
                .put("schema_version", 1)
                .put("owner", scene.account().id().toString())
                .put("data", data);
        return new ProducerRecord<>(TOPIC, scene.account().id() + "|" + portfolio, event.encode());
    }

    /** One at a time: posted, and awaited at a socket that watches the portfolio. */
    private static void backDated(Bench.Scene scene, Report report, int others, int tries, String mark)
            throws Exception {
        String portfolio = "HBACK" + others;
        List<ProducerRecord<String, String>> records = new ArrayList<>(others);
        for (int i = 0; i < others; i++) {
            LocalDate date = FIRST_DAY.plusDays(1 + (long) i * DAYS / others);
            records.add(record(scene, portfolio, "o" + i, "HB_BACK", date, i, "USD"));
        }
        try (Records producer = Records.manyAtOnce(scene.bootstrap())) {
            producer.sendAll(records);
        }
        awaitBooked(scene, portfolio, others);
        LinkedBlockingQueue<Long> pushed = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<Boolean> snapshots = new LinkedBlockingQueue<>();
        Vertx vertx = Vertx.vertx();
        try {
            watch(vertx, scene, portfolio, pushed, snapshots);
            if (snapshots.poll(30, TimeUnit.SECONDS) == null) throw new IllegalStateException("no snapshot");
            double[] millis = new double[tries];
            for (int i = -tries / 4; i < tries; i++) {
                pushed.clear();
                long started = System.nanoTime();
                post(scene, portfolio, "b" + i);
                Long heard = pushed.poll(60, TimeUnit.SECONDS);
                if (heard == null) throw new IllegalStateException("nothing pushed of " + i);
                if (i >= 0) millis[i] = (heard - started) / 1e6;
            }
            Arrays.sort(millis);
            String what = String.format(Locale.ROOT, "back-dated before %,d others, posted to pushed, ", others);
            report.row(what + "p50", "ms", millis[(int) (tries * P50)], "");
            report.row(what + "p99", "ms", millis[(int) Math.min(tries - 1L, Math.round(tries * P99))], mark);
        } finally {
            var unused = vertx.close();
        }
    }

    private static void post(Bench.Scene scene, String portfolio, String id) throws Exception {
        JsonObject buy = new JsonObject()
                .put("transaction_id", id)
                .put("portfolio_id", portfolio)
                .put("security_id", "HB_BACK")
                .put("transaction_date", FIRST_DAY.toString())
                .put("transaction_type", "BUY")
                .put("quantity", 1)
                .put("price", 90)
                .put("currency", "USD");
        String unused = scene.app()
                .send(
                        HttpRequest.newBuilder(scene.app().uri("/api/v1/transactions"))
                                .header("Content-Type", "application/json")
                                .header(
                                        "Authorization",
                                        "Bearer " + scene.account().token())
                                .POST(HttpRequest.BodyPublishers.ofString(buy.encode())),
                        202);
    }

    private static void watch(
            Vertx vertx,
            Bench.Scene scene,
            String portfolio,
            LinkedBlockingQueue<Long> restated,
            LinkedBlockingQueue<Boolean> snapshots)
            throws Exception {
        WebSocketConnectOptions to = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(scene.app().port())
                .setURI("/api/v1/ws/portfolio/" + portfolio)
                .addHeader("Authorization", "Bearer " + scene.account().token());
        AtomicBoolean begun = new AtomicBoolean();
        ClientWebSocket socket = vertx.createWebSocketClient().webSocket();
        socket.textMessageHandler(text -> {
            if (!text.startsWith("{\"type\":\"snapshot\"")) return;
            if (begun.getAndSet(true)) restated.add(System.nanoTime());
            else snapshots.add(true);
        });
        var unused =
                socket.connect(to).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
