package dev.truemark.bench;

import dev.truemark.servers.EmbeddedServers;
import dev.truemark.servers.Options;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Starts real servers and the packaged application, measures, prints a table, and ends what it started. */
public final class Bench {
    private static final Path FOLDER = Path.of("target", "bench-servers");

    private Bench() {}

    /** What every measurement works with. */
    record Scene(Settings settings, Map<String, String> addresses, App app, Account account, Database database) {
        String bootstrap() {
            return addresses.get("kafka.bootstrap.servers");
        }
    }

    /** A measurement of one part; what it throws fails the whole after the others have run. */
    private interface Phase {
        void run(Scene scene, Report report) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Settings settings = Settings.fromSystemProperties();
        Report report = new Report();
        report.note("load average at the start: %.1f"
                .formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        Path folder = FOLDER.resolve(Long.toString(ProcessHandle.current().pid()));
        boolean complete = true;
        try (EmbeddedServers servers = EmbeddedServers.start(folder, Options.throwaway());
                App app = App.start(servers.properties(), settings);
                Database database = Database.connect(servers.properties())) {
            Account account = Account.register(app, "bench");
            Scene scene = new Scene(settings, servers.properties(), app, account, database);
            complete &= run("booking", BookingBench::run, scene, report);
            complete &= run("reads", ReadBench::run, scene, report);
            complete &= run("stream", StreamBench::run, scene, report);
            complete &= run("scale", ScaleBench::run, scene, report);
            complete &= run("history", HistoryBench::run, scene, report);
            complete &= run("start", StartBench::run, scene, report);
            // After the start of further instances, which would load all these prices
            complete &= run("analytics", AnalyticsBench::run, scene, report);
        } finally {
            delete(folder);
        }
        report.finish(settings);
        System.exit(complete ? 0 : 1);
    }

    private static boolean run(String name, Phase phase, Scene scene, Report report) {
        if (!scene.settings().phases().contains(name)) return true;
        Report.say("measuring: " + name);
        try {
            phase.run(scene, report);
            return true;
        } catch (Exception failed) {
            failed.printStackTrace();
            report.note(name + " failed: " + failed.getMessage());
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }

    /** Where the servers' programs are. */
    static String binaries() {
        return Options.throwaway().binaries().toString();
    }
}
