package dev.truemark.servers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Real PostgreSQL, Kafka and Redis and a JWT key pair for Quarkus tests: put
 * {@code @WithTestResource(value = TruemarkServers.class, scope = TestResourceScope.GLOBAL)} (or
 * {@code @QuarkusTestResource(TruemarkServers.class)}) on a {@code @QuarkusTest}.
 *
 * <p>The servers are started once per test JVM and shared by all its tests, profiles and restarts of the application;
 * each test makes its own portfolios and leaves those of others alone. They end with the JVM. A test that needs the
 * addresses outside of the application calls {@link #shared()}.
 */
public final class TruemarkServers implements QuarkusTestResourceLifecycleManager {

    private static final Path FOLDER = Path.of("target", "servers");

    /** The servers of this test JVM, started by the first call; do not close them. */
    public static EmbeddedServers shared() {
        // Class loaders come and go with test profiles, so what is shared is the process, found by its folder
        synchronized (ProcessHandle.class) {
            try {
                Path mine = FOLDER.resolve(Long.toString(ProcessHandle.current().pid()));
                sweep(mine);
                return EmbeddedServers.start(mine, Options.throwaway());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Map<String, String> start() {
        return shared().properties();
    }

    /** Leaves them running for the next test class. */
    @Override
    public void stop() {}

    /** Ends and deletes what test JVMs that are gone have left behind. */
    private static void sweep(Path mine) throws IOException {
        Files.createDirectories(FOLDER);
        List<Path> folders;
        try (Stream<Path> all = Files.list(FOLDER)) {
            folders = all.filter(folder -> !folder.equals(mine)).toList();
        }
        for (Path folder : folders) {
            long owner = Long.parseLong(folder.getFileName().toString());
            if (ProcessHandle.of(owner).filter(ProcessHandle::isAlive).isEmpty()) {
                EmbeddedServers.discard(folder);
            }
        }
    }
}
