package dev.truemark.bench;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An authenticated read of 50 positions, beside a bare endpoint that selects the same rows; in turns. */
final class ReadBench {
    private static final int POSITIONS = 50;
    private static final String PORTFOLIO = "READ_0";

    private ReadBench() {}

    static void run(Bench.Scene scene, Report report) throws Exception {
        Settings settings = scene.settings();
        Books.hold(scene, "READ_", 1, POSITIONS);
        long key = Books.key(scene, PORTFOLIO);
        String path = "/api/v1/portfolios/" + PORTFOLIO + "/positions";
        check(scene, path);
        int barePort = App.freePort();
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        Vertx vertx = Vertx.vertx();
        String token = scene.account().token();
        try (HttpLoad load = new HttpLoad(vertx, settings.connections())) {
            BareEndpoint.serve(vertx, scene.addresses(), key, barePort);
            Duration time = settings.readFor();
            Report.say("warming up: bare %.0f/s, ours %.0f/s"
                    .formatted(
                            load.perSecond(barePort, "/", token, time),
                            load.perSecond(scene.app().port(), path, token, time)));
            for (int round = 0; round < settings.readRounds(); round++) {
                bare.add(load.perSecond(barePort, "/", token, time));
                ours.add(load.perSecond(scene.app().port(), path, token, time));
            }
        } finally {
            var unused = vertx.close();
        }
        report.row("authenticated read of 50 positions", "requests/s", mean(ours), "");
        report.row("bare endpoint that selects the same rows", "requests/s", mean(bare), "");
        report.ratio("read, of the bare endpoint", mean(ours) / mean(bare), ">= 0.3");
    }

    private static void check(Bench.Scene scene, String path) throws Exception {
        String body = scene.app()
                .send(
                        HttpRequest.newBuilder(scene.app().uri(path))
                                .header(
                                        "Authorization",
                                        "Bearer " + scene.account().token()),
                        200);
        int found = new JsonObject(body).getJsonArray("positions").size();
        if (found != POSITIONS) throw new IllegalStateException("read " + found + " positions of " + POSITIONS);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
