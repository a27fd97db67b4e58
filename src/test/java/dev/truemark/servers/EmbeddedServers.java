package dev.truemark.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Real servers in a JVM of their own, for as long as this process lives or until {@link #close()}.
 *
 * <p>They outlive class loaders and live reloads of this process, never the process itself, however it ends.
 * <pre>{@code
 * try (EmbeddedServers servers = EmbeddedServers.start(folder, Options.throwaway())) {
 *     String bootstrap = servers.properties().get("kafka.bootstrap.servers");
 * }
 * }</pre>
 */
public final class EmbeddedServers implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(300);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Optional<ProcessHandle> process;
    private final Map<String, String> properties;

    private EmbeddedServers(Path folder, Optional<ProcessHandle> process, Map<String, String> properties) {
        this.folder = folder;
        this.process = process;
        this.properties = properties;
    }

    /**
     * Starts the servers with their data in {@code dataDir}, or returns the running ones if this process has started
     * them there already.
     *
     * @throws IllegalStateException if they do not start, or run in that folder for another living process
     */
    public static EmbeddedServers start(Path dataDir, Options options) throws IOException {
        Path folder = Files.createDirectories(dataDir).toRealPath();
        Map<String, String> properties = new TreeMap<>(JwtKeys.in(folder.resolve("keys")));
        Optional<ProcessHandle> running = ServersMain.running(folder);
        if (running.isEmpty() && !options.servers().isEmpty()) {
            Files.deleteIfExists(folder.resolve(ServersMain.ADDRESSES));
            Process started = launch(folder, options);
            awaitAddresses(folder, started);
            running = Optional.of(started.toHandle());
        }
        ServerStack.load(folder.resolve(ServersMain.ADDRESSES))
                .forEach((key, value) -> properties.put(key.toString(), value.toString()));
        return new EmbeddedServers(folder, running, Collections.unmodifiableMap(properties));
    }

    /** Addresses, credentials and JWT key locations, as Quarkus configuration properties. */
    public Map<String, String> properties() {
        return properties;
    }

    /** Stops the servers and waits until they have; their data stays. */
    @Override
    public void close() throws IOException {
        process.ifPresent(servers -> RecordedProcess.end(servers, STOP_PATIENCE));
        ServerStack.endLeftovers(folder);
    }

    /** Ends what is left of the servers of an owner that is gone, and deletes their data. */
    static void discard(Path dataDir) throws IOException {
        Path folder = dataDir.toRealPath();
        ServersMain.find(folder).ifPresent(servers -> RecordedProcess.end(servers, STOP_PATIENCE));
        ServerStack.endLeftovers(folder);
        Folders.delete(folder);
    }

    private static Process launch(Path folder, Options options) throws IOException {
        List<String> command = new ArrayList<>();
        if (!Platform.isWindows()) {
            // Ctrl-C reaches every process of the terminal; these end when their owner does, not before it
            command.addAll(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + options.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                ServersMain.class.getName(),
                folder.toString()));
        command.addAll(ServersMain.arguments(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(folder).toFile());
        builder.environment().put("CLASSPATH", ClassPath.forServersIn(folder));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static void awaitAddresses(Path folder, Process process) throws IOException {
        Path addresses = folder.resolve(ServersMain.ADDRESSES);
        try {
            Await.until("the servers run", START_PATIENCE, () -> Files.exists(addresses) || !process.isAlive());
        } catch (IllegalStateException tooSlow) {
            RecordedProcess.end(process.toHandle(), STOP_PATIENCE);
            throw new IllegalStateException(tooSlow.getMessage() + "; see " + log(folder), tooSlow);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("the servers did not start:\n"
                    + Files.readString(log(folder), StandardCharsets.UTF_8).strip());
        }
    }

    private static Path log(Path folder) {
        return folder.resolve("servers.log");
    }
}
