package dev.truemark.servers;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The servers of one data folder, in this JVM or as its children, started together. */
final class ServerStack implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final Options options;
    private final Ports ports = new Ports();
    private final Properties remembered;
    private final Map<String, String> properties = new TreeMap<>();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private ServerStack(Path folder, Options options) throws IOException {
        this.folder = folder;
        this.options = options;
        this.remembered = load(memory());
    }

    /** Ends servers that an earlier run left behind in {@code folder}; touches no other process. */
    static void endLeftovers(Path folder) throws IOException {
        RedisServer.endLeftover(folder.resolve("redis"));
        PostgresServer.endLeftover(folder.resolve("postgres"));
    }

    static ServerStack start(Path folder, Options options) throws Exception {
        ServerStack stack = new ServerStack(folder, options);
        try {
            stack.startAll();
            return stack;
        } catch (Exception e) {
            stack.close();
            throw e;
        }
    }

    /** Addresses and credentials, as Quarkus configuration properties. */
    Map<String, String> properties() {
        return properties;
    }

    private void startAll() throws Exception {
        String password = remembered.getProperty("password", newPassword());
        remembered.setProperty("password", password);
        save();
        List<Callable<Void>> starts = new ArrayList<>();
        if (options.servers().contains(Server.POSTGRES)) {
            starts.add(() -> started(Server.POSTGRES, 5432, port -> {
                PostgresServer server = PostgresServer.start(folder.resolve("postgres"), options, port, password);
                return started(server, server.properties());
            }));
        }
        if (options.servers().contains(Server.KAFKA)) {
            starts.add(() -> started(Server.KAFKA, 9092, port -> {
                KafkaServer server = KafkaServer.start(folder.resolve("kafka"), port, ports.choose(List.of()));
                return started(server, Map.of("kafka.bootstrap.servers", server.bootstrap()));
            }));
        }
        if (options.servers().contains(Server.REDIS)) {
            starts.add(() -> started(Server.REDIS, 6379, port -> {
                RedisServer server = RedisServer.start(folder.resolve("redis"), options, port, password);
                return started(server, Map.of("quarkus.redis.hosts", server.url()));
            }));
        }
        together(starts);
        save();
    }

    private interface Start {
        Void on(int port) throws Exception;
    }

    /** Starts a server on its well-known port, its port of last time or any free one; another port if someone was faster. */
    private Void started(Server server, int wellKnownPort, Start start) throws Exception {
        String key = server.name() + ".port";
        List<Integer> preferred = options.durable()
                ? List.of(wellKnownPort, Integer.valueOf(remembered.getProperty(key, Integer.toString(wellKnownPort))))
                : List.of();
        for (int attempt = 1; ; attempt++) {
            int port = ports.choose(preferred);
            remembered.setProperty(key, Integer.toString(port));
            try {
                return start.on(port);
            } catch (Exception failed) {
                if (attempt == ATTEMPTS || Ports.isFree(port)) {
                    throw failed;
                }
            }
        }
    }

    private synchronized Void started(AutoCloseable server, Map<String, String> addresses) {
        running.push(server);
        properties.putAll(addresses);
        return null;
    }

    private static void together(List<Callable<Void>> starts) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (Future<Void> start : threads.invokeAll(starts)) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private Path memory() {
        return folder.resolve("remembered.properties");
    }

    private static String newPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void save() throws IOException {
        StringWriter text = new StringWriter();
        remembered.store(text, "Ports and password of the servers in this folder");
        OwnerOnly.write(memory(), text.toString());
    }

    static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                System.err.println("could not stop cleanly: " + e.getMessage());
            }
        }
    }
}
