package dev.truemark.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Redis of its own session, so that Ctrl-C in the terminal does not reach it before it is told to end. */
final class RedisServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final String password;

    private RedisServer(Path folder, int port, String password) {
        this.folder = folder;
        this.port = port;
        this.password = password;
    }

    static RedisServer start(Path folder, Options options, int port, String password) throws IOException {
        Files.createDirectories(folder);
        RedisServer server = new RedisServer(folder, port, password);
        OwnerOnly.write(server.configuration(), server.settings(options.durable()));
        List<String> command = List.of(
                RedisProgram.in(options.binaries()).toString(),
                server.configuration().toString());
        if (Platform.isWindows()) {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.out").toFile())
                    .start();
            Files.writeString(folder.resolve("redis.pid"), Long.toString(process.pid()));
        } else {
            Command.run(command, PATIENCE);
        }
        server.awaitReady();
        return server;
    }

    /** Ends what an earlier run left behind in this folder. */
    static void endLeftover(Path folder) {
        RecordedProcess.find(folder.resolve("redis.pid"), folder.toString())
                .ifPresent(process -> RecordedProcess.end(process, PATIENCE));
    }

    String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    private Path configuration() {
        return folder.resolve("redis.conf");
    }

    private String settings(boolean durable) {
        List<String> settings = new ArrayList<>(List.of(
                "bind 127.0.0.1",
                "port " + port,
                "requirepass " + password,
                "dir " + quoted(folder),
                "save \"\"",
                "appendonly " + (durable ? "yes" : "no")));
        if (!Platform.isWindows()) {
            settings.addAll(List.of(
                    "daemonize yes",
                    "pidfile " + quoted(folder.resolve("redis.pid")),
                    "logfile " + quoted(folder.resolve("redis.log")),
                    "proc-title-template \"{title} {config-file}\""));
        }
        return String.join("\n", settings) + "\n";
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void awaitReady() {
        Await.until("Redis answers on port " + port + "; see " + folder.resolve("redis.log"), PATIENCE, this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(answers.readLine()) && "+PONG".equals(answers.readLine());
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        endLeftover(folder);
    }
}
