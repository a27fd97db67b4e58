package dev.truemark.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged application in a process of its own, in production mode, as an operator runs it. */
public final class PackagedApp implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** Whether the native executable is what was packaged, rather than the application on the JVM. */
    private static final boolean IS_NATIVE = Boolean.getBoolean("truemark.packaged.native");

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Process process;
    private final Path log;

    private PackagedApp(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it with these properties and does not wait. */
    public static PackagedApp launch(Map<String, String> properties) {
        try {
            Path log = Files.createTempFile(Path.of("target"), "packaged-", ".log");
            List<String> command = new ArrayList<>();
            if (!IS_NATIVE) command.addAll(List.of(JAVA, "-XX:TieredStopAtLevel=1"));
            else command.add(System.getProperty("native.image.path"));
            command.add("-Dquarkus.http.port=0");
            command.add("-Dquarkus.http.host=127.0.0.1");
            properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
            if (!IS_NATIVE) command.addAll(List.of("-jar", JAR.toString()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            return new PackagedApp(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it listens. */
    public static PackagedApp start(Map<String, String> properties) {
        return launch(properties).awaitListening();
    }

    PackagedApp awaitListening() {
        Awaitility.await().atMost(PATIENCE).until(() -> port().isPresent() || !process.isAlive());
        if (port().isEmpty()) throw new IllegalStateException("the application did not start:\n" + log());
        return this;
    }

    private Optional<Integer> port() {
        Matcher listening = LISTENING.matcher(log());
        return listening.find() ? Optional.of(Integer.valueOf(listening.group(1))) : Optional.empty();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port().orElseThrow());
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process has ended; its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            throw new IllegalStateException("still runs:\n" + log());
        return process.exitValue();
    }

    /** {@code kill -9}: no shutdown hook runs. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) kill();
        } catch (InterruptedException stopping) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
