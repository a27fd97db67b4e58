package dev.truemark.deployment;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real Prometheus that scrapes one address every second. */
final class Prometheus implements AutoCloseable {
    private final Process process;
    private final String address;

    private Prometheus(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static Prometheus scraping(String target) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "prometheus-");
        Path config = Files.writeString(folder.resolve("prometheus.yaml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                  - job_name: truemark
                    metrics_path: /q/metrics
                    static_configs:
                      - targets: ['%s']
                        labels: {role: all}
                """.formatted(target));
        int port = freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, "http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The answer to an instant query; an error of the query is in its {@code status} and {@code error}. */
    JsonPath query(String query) {
        return RestAssured.given()
                .baseUri(address)
                .queryParam("query", query)
                .get("/api/v1/query")
                .jsonPath();
    }

    /** How many samples there are of what answers to the query; 0 while Prometheus starts. */
    int samples(String series) {
        try {
            return query("max(count_over_time(" + series + "[5m]))")
                            .getList("data.result")
                            .isEmpty()
                    ? 0
                    : query("max(count_over_time(" + series + "[5m]))").getInt("data.result[0].value[1]");
        } catch (Exception starting) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
