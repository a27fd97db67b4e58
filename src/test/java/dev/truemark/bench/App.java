package dev.truemark.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged application in production mode, as a process of its own. */
final class App implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path LOG = Path.of("target", "bench-app.log");
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private App(Process process, int port) {
        this.process = process;
        this.port = port;
        // An interrupted run must not leave the application behind
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    }

    static App start(Map<String, String> properties, Settings settings) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.appOptions());
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dtruemark.stream.max-connections-per-user=" + settings.mostConnections());
        command.addAll(List.of("-jar", JAR.toString()));
        App app = new App(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(LOG.toFile())
                        .start(),
                port);
        try {
            Wait.until("the application is ready; see " + LOG, START_PATIENCE, app::isReady);
        } catch (RuntimeException notReady) {
            app.close();
            throw notReady;
        }
        return app;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The body of an answer that is the expected one. */
    String send(HttpRequest.Builder request, int expectedStatus) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expectedStatus) {
            throw new IllegalStateException(
                    answer.request().uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private boolean isReady() {
        if (!process.isAlive()) throw new IllegalStateException("the application has ended; see " + LOG);
        try {
            var unused = send(HttpRequest.newBuilder(uri("/q/health/ready")), 200);
            return true;
        } catch (IOException | IllegalStateException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
