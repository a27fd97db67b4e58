package dev.truemark.bench;

import dev.truemark.core.performance.PortfolioDay;
import java.net.http.HttpRequest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Returns and risk of long histories: from memory on one thread; cold over HTTP; and what long computations do to the reads of
 * others.
 */
final class AnalyticsBench {
    private static final String PREFIX = "ANALYTICS_";
    private static final int PORTFOLIOS = 3;
    private static final int SECURITIES = 250;
    private static final int ACTIVITIES = 14_400;
    private static final LocalDate LAST_DAY = HistoryBench.FIRST_DAY.plusDays(HistoryBench.DAYS);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final int RUNS = 15;
    private static final int ROUNDS = 2;
    private static final double P99 = 0.99;
    private static final String READ = "/api/v1/portfolios/ANALYTICSREAD_0/positions";
    private static final String STORED =
            "SELECT coalesce(sum(next_offset), 0) FROM stage_offset WHERE stage = 'market' AND topic = 'market_prices'";
    private static final String PRICES = "SELECT count(*) FROM market_price WHERE price_key LIKE 'AB\\_%'";

    private AnalyticsBench() {}

    static void run(Bench.Scene scene, Report report) throws Exception {
        loaded(report, 50, 1_900, 10, "<= 5");
        loaded(report, SECURITIES, ACTIVITIES, 12, "<= 40");
        ingest(scene, report);
        cold(scene, report);
        neighbours(scene, report);
    }

    private static void loaded(Report report, int securities, int transactions, int years, String mark) {
        LoadedHistory history = new LoadedHistory(securities, transactions, years);
        LoadedHistory.Figures found = history.figures();
        if (found.days() != years * 365 + 1
                || !found.linked().isDefined()
                || !found.yearlyRate().isDefined()) {
            throw new IllegalStateException("figures are missing: " + found);
        }
        long warm = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < warm) same(found, history);
        double whole = median(() -> same(found, history));
        List<PortfolioDay> valued = history.days();
        double rest = median(() -> require(LoadedHistory.figures(valued).equals(found)));
        String what = "returns, XIRR, drawdown, volatility of %,d securities, %,d transactions, %d years, loaded"
                .formatted(securities, transactions, years);
        report.row(what, "ms", whole, mark);
        report.row("of it what follows once every day is valued", "ms", rest, "");
    }

    private static double median(Runnable measured) {
        double[] millis = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long started = System.nanoTime();
            measured.run();
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(millis);
        return millis[RUNS / 2];
    }

    private static void same(LoadedHistory.Figures found, LoadedHistory history) {
        require(history.figures().equals(found));
    }

    private static void require(boolean same) {
        if (!same) throw new IllegalStateException("two runs differ");
    }

    private static void ingest(Bench.Scene scene, Report report) {
        long before = scene.database().number(STORED);
        long started = System.nanoTime();
        int count = 0;
        try (Records producer = Records.manyAtOnce(scene.bootstrap())) {
            for (int p = 0; p < PORTFOLIOS; p++) producer.sendAll(transactions(scene, PREFIX + p));
            for (LocalDate day = HistoryBench.FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
                if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0) continue;
                for (int s = 0; s < SECURITIES; s++, count++) producer.send(close(day, s, count));
            }
            producer.flush();
        }
        int prices = count;
        Wait.until("prices are stored", PATIENCE, () -> scene.database().number(STORED) >= before + prices);
        Wait.until("prices are seen", PATIENCE, () -> scene.database().number(PRICES) >= prices);
        HistoryBench.awaitBooked(scene, PREFIX, PORTFOLIOS * ACTIVITIES);
        report.note("analytics: %,d prices and %,d transactions ingested in %.0f s"
                .formatted(prices, PORTFOLIOS * ACTIVITIES, (System.nanoTime() - started) / 1e9));
    }

    private static List<ProducerRecord<String, String>> transactions(Bench.Scene scene, String portfolio) {
        List<ProducerRecord<String, String>> records = new ArrayList<>(ACTIVITIES);
        for (int i = 0; i < ACTIVITIES; i++) {
            int security = i % SECURITIES;
            int turn = i / SECURITIES;
            LocalDate date = HistoryBench.FIRST_DAY.plusDays((long) i * HistoryBench.DAYS / ACTIVITIES);
            records.add(
                    HistoryBench.record(scene, portfolio, turn + "-" + security, "AB_" + security, date, turn, "USD"));
        }
        return records;
    }

    private static ProducerRecord<String, String> close(LocalDate day, int security, int n) {
        String price = "{\"security_id\":\"AB_%d\",\"price_date\":\"%s\",\"price\":\"%d.%02d\",\"currency\":\"USD\"}"
                .formatted(security, day, 100 + n % 41, n % 97);
        return new ProducerRecord<>("market_prices", "AB_" + security, price);
    }

    /**
     * The first question about a portfolio, after others were asked about others so that the code is warm, of a table that is
     * vacuumed as it is a minute after such a load.
     */
    private static void cold(Bench.Scene scene, Report report) throws Exception {
        scene.database().run("VACUUM ANALYZE market_price");
        for (int i = 0; i < 3; i++) {
            for (int p = 1; p < PORTFOLIOS; p++) forgetAndAsk(scene, p);
        }
        double cold = forgetAndAsk(scene, 0);
        report.row("performance of 14,400 activities over 12 years, cold over HTTP", "s", cold, "<= 1");
        report.row("the same again", "s", ask(scene, 0), "");
    }

    private static double forgetAndAsk(Bench.Scene scene, int portfolio) throws Exception {
        long key = Books.key(scene, PREFIX + portfolio);
        scene.database().run("DELETE FROM portfolio_day WHERE portfolio_key = " + key);
        scene.database().run("DELETE FROM portfolio_day_head WHERE portfolio_key = " + key);
        return ask(scene, portfolio);
    }

    private static double ask(Bench.Scene scene, int portfolio) throws Exception {
        long started = System.nanoTime();
        String body =
                get(scene, "/api/v1/portfolios/" + PREFIX + portfolio + "/performance?period=ITD&as_of=" + LAST_DAY);
        double seconds = (System.nanoTime() - started) / 1e9;
        if (body.contains("\"linked_return\":null")) throw new IllegalStateException("no return");
        return seconds;
    }

    private static String get(Bench.Scene scene, String path) throws Exception {
        return scene.app()
                .send(
                        HttpRequest.newBuilder(scene.app().uri(path))
                                .header(
                                        "Authorization",
                                        "Bearer " + scene.account().token()),
                        200);
    }

    /** In turns: alone, and while the cold question is asked about two other portfolios, over and over. */
    private static void neighbours(Bench.Scene scene, Report report) throws Exception {
        Books.hold(scene, "ANALYTICSREAD_", 1, 50);
        PacedReads reads = new PacedReads(scene.app().uri(READ), scene.account().token());
        reads.warmUp();
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            alone.add(reads.millis(P99));
            beside.add(beside(scene, reads, report));
        }
        report.row("read of positions, p99, alone", "ms", mean(alone), "");
        report.row("read of positions, p99, beside cold performance", "ms", mean(beside), "");
        report.ratio("the second of the first", mean(beside) / mean(alone), "<= 2");
    }

    private static double beside(Bench.Scene scene, PacedReads reads, Report report) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Exception> failure = new AtomicReference<>();
        int[] asked = new int[1];
        Thread load = Thread.ofPlatform().start(() -> {
            try {
                while (!stop.get()) {
                    double unused = forgetAndAsk(scene, 1 + asked[0] % (PORTFOLIOS - 1));
                    asked[0]++;
                }
            } catch (Exception failed) {
                failure.set(failed);
            }
        });
        double millis;
        try {
            millis = reads.millis(P99);
        } finally {
            stop.set(true);
            load.join();
        }
        if (failure.get() != null) throw failure.get();
        report.note("analytics: %d cold questions were answered beside the reads".formatted(asked[0]));
        return millis;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
