package dev.truemark.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How soon an instance serves and what it takes: on the JVM, on the JVM with an AOT cache, and as a native executable where
 * {@code -Dbench.native} names one. The schema is there already; each start joins the instance that the bench runs beside it.
 */
final class StartBench {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path CACHE = Path.of("target", "bench.aot");
    private static final Path LOG = Path.of("target", "bench-start.log");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final int STARTS = 5;
    private static final double MEBI = 1024.0;

    private StartBench() {}

    static void run(Bench.Scene scene, Report report) throws Exception {
        measure("JVM", List.of(JAVA, "-Xmx1g", "-jar", JAR.toString()), scene, report);
        train();
        measure(
                "JVM with an AOT cache",
                List.of(JAVA, "-Xmx1g", "-XX:AOTCache=" + CACHE, "-jar", JAR.toString()),
                scene,
                report);
        String executable = System.getProperty("bench.native", "");
        if (executable.isEmpty()) report.note("start: no native executable was named by bench.native");
        else measure("native", List.of(executable), scene, report);
    }

    /** One start up to the point where the application would need its servers, as the image is built. */
    private static void train() throws IOException, InterruptedException {
        ProcessBuilder training = new ProcessBuilder(JAVA, "-XX:AOTCacheOutput=" + CACHE, "-jar", JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        training.environment()
                .putAll(Map.of("QUARKUS_INIT_AND_EXIT", "true", "QUARKUS_FLYWAY_MIGRATE_AT_START", "false"));
        Process process = training.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(CACHE)) {
            process.destroyForcibly();
            throw new IllegalStateException("no AOT cache was made; see " + LOG);
        }
    }

    private static void measure(String what, List<String> program, Bench.Scene scene, Report report) throws Exception {
        double[] ready = new double[STARTS];
        double[] first = new double[STARTS];
        double[] memory = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            int port = App.freePort();
            long begun = System.nanoTime();
            Process process = start(program, scene, port);
            try (HttpClient http = HttpClient.newHttpClient()) {
                awaitReady(http, process, port);
                ready[i] = (System.nanoTime() - begun) / 1e6;
                long asked = System.nanoTime();
                int status = http.send(
                                HttpRequest.newBuilder(uri(port, "/api/v1/portfolios"))
                                        .header(
                                                "Authorization",
                                                "Bearer " + scene.account().token())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode();
                if (status != 200) throw new IllegalStateException("the first request was answered " + status);
                first[i] = (System.nanoTime() - asked) / 1e6;
                memory[i] = residentMebibytes(process);
            } finally {
                process.destroy();
                if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
            }
        }
        report.row("start to ready, " + what, "ms", median(ready), "");
        report.row("first authenticated request, " + what, "ms", median(first), "");
        report.row("resident memory after it, " + what, "MiB", median(memory), "");
    }

    private static Process start(List<String> program, Bench.Scene scene, int port) throws IOException {
        List<String> command = new ArrayList<>(program);
        List<String> properties = new ArrayList<>();
        scene.addresses().forEach((name, value) -> properties.add("-D" + name + "=" + value));
        properties.add("-Dquarkus.http.port=" + port);
        properties.add("-Dquarkus.http.host=127.0.0.1");
        command.addAll(1, properties);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
    }

    private static void awaitReady(HttpClient http, Process process, int port) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        HttpRequest health =
                HttpRequest.newBuilder(uri(port, "/q/health/ready")).build();
        while (true) {
            try {
                if (http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) return;
            } catch (IOException notYet) {
                if (!process.isAlive()) throw new IllegalStateException("it has ended; see " + LOG, notYet);
            }
            if (System.nanoTime() > end) throw new IllegalStateException("not ready; see " + LOG);
            Wait.pause(BETWEEN_LOOKS);
        }
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** From Linux' own account of the process; 0 on another system. */
    private static double residentMebibytes(Process process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) return 0;
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / MEBI;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
