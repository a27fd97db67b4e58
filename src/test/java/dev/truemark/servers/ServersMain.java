package dev.truemark.servers;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.Collectors;

/**
 * The servers' own JVM. It starts them, says where they are in {@value #ADDRESSES}, and stops them when it is asked to
 * or when its owner, the process that asked for them, is gone for whatever reason.
 */
final class ServersMain {

    /** Addresses of the running servers; there only while they run. */
    static final String ADDRESSES = "servers.properties";

    /** Pid of this JVM, and of its owner in the second line. */
    static final String PID = "servers.pid";

    private static final String LOCK = "servers.lock";
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(120);

    private ServersMain() {}

    /** The arguments that follow the data folder: {@link #main} reads what this writes. */
    static List<String> arguments(Options options) {
        String servers = options.servers().stream().map(Server::name).collect(Collectors.joining(","));
        return List.of(
                Long.toString(ProcessHandle.current().pid()),
                Boolean.toString(options.durable()),
                options.binaries().toString(),
                Integer.toString(options.heapMegabytes()),
                servers);
    }

    /**
     * The servers' JVM that runs in {@code folder} for this process.
     *
     * @return empty if none runs there, or if it is about to stop because its owner is gone
     * @throws IllegalStateException if it runs for another living process
     */
    static Optional<ProcessHandle> running(Path folder) throws IOException {
        Optional<ProcessHandle> servers = find(folder);
        if (servers.isEmpty() || !Files.exists(folder.resolve(ADDRESSES))) {
            return Optional.empty();
        }
        long owner = Long.parseLong(Files.readAllLines(folder.resolve(PID)).get(1));
        if (owner != ProcessHandle.current().pid()
                && ProcessHandle.of(owner).filter(ProcessHandle::isAlive).isPresent()) {
            throw new IllegalStateException("the servers of " + folder + " are in use by process " + owner
                    + "; end that one first (is another quarkus:dev running in this folder?)");
        }
        return owner == ProcessHandle.current().pid() ? servers : Optional.empty();
    }

    /** The servers' JVM of {@code folder}, whoever owns it. */
    static Optional<ProcessHandle> find(Path folder) {
        return RecordedProcess.find(folder.resolve(PID), ServersMain.class.getName() + " " + folder);
    }

    public static void main(String[] arguments) throws Exception {
        quietLogs();
        Path folder = Path.of(arguments[0]);
        ProcessHandle owner = ProcessHandle.of(Long.parseLong(arguments[1]))
                .orElseThrow(() -> new IllegalStateException("the owner is gone"));
        Options options = new Options(
                servers(arguments[5]),
                Boolean.parseBoolean(arguments[2]),
                Path.of(arguments[3]),
                Integer.parseInt(arguments[4]));
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = lock(channel);
            Files.deleteIfExists(folder.resolve(ADDRESSES));
            Files.writeString(
                    folder.resolve(PID),
                    ProcessHandle.current().pid() + "\n" + owner.pid() + "\n",
                    StandardCharsets.US_ASCII);
            ServerStack.endLeftovers(folder);
            serve(folder, options, owner);
            lock.release();
        }
    }

    private static void serve(Path folder, Options options, ProcessHandle owner) throws Exception {
        try (ServerStack stack = ServerStack.start(folder, options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder, stack), "stop-servers"));
            OwnerOnly.write(folder.resolve(ADDRESSES), text(stack.properties()));
            OwnerWatch.untilGone(owner);
        }
        System.exit(0);
    }

    private static void stop(Path folder, ServerStack stack) {
        try {
            Files.deleteIfExists(folder.resolve(ADDRESSES));
        } catch (IOException e) {
            System.err.println("could not delete the addresses: " + e.getMessage());
        }
        stack.close();
    }

    private static Set<Server> servers(String names) {
        Set<Server> servers = EnumSet.noneOf(Server.class);
        for (String name : names.split(",")) {
            if (!name.isEmpty()) {
                servers.add(Server.valueOf(name));
            }
        }
        return servers;
    }

    /** Waits for a predecessor that is about to stop. */
    private static FileLock lock(FileChannel channel) throws IOException {
        FileLock[] lock = new FileLock[1];
        Await.until("the servers of an earlier run in this folder have stopped", LOCK_PATIENCE, () -> {
            try {
                lock[0] = channel.tryLock();
                return lock[0] != null;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        return lock[0];
    }

    private static String text(Map<String, String> properties) throws IOException {
        Properties all = new Properties();
        all.putAll(properties);
        StringWriter text = new StringWriter();
        all.store(text, "Addresses of the running servers; written at each start");
        return text.toString();
    }

    /** Kafka is chatty at INFO. */
    private static void quietLogs() {
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
    }
}
