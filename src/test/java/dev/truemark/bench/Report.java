package dev.truemark.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of results in Markdown, as it goes into {@code docs/benchmarks.md}. */
final class Report {
    private static final Path FILE = Path.of("target", "bench.md");

    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void row(String what, String unit, double value, String mark) {
        String number = value < 100 ? "%,.1f" : "%,.0f";
        add(what, String.format(Locale.ROOT, number, value) + " " + unit, mark);
    }

    void ratio(String what, double value, String mark) {
        add(what, String.format(Locale.ROOT, "%.2f", value), mark);
    }

    private void add(String what, String value, String mark) {
        rows.add("| " + what + " | " + value + " | " + mark + " |");
        say(rows.getLast());
    }

    void note(String note) {
        notes.add("- " + note);
        say(notes.getLast());
    }

    /** Prints the whole and keeps it in the build folder. */
    void finish(Settings settings) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(LocalDate.now(ZoneOffset.UTC) + ", " + machine());
        all.add("");
        all.add("| what | measured | mark |");
        all.add("|---|---|---|");
        all.addAll(rows);
        all.add("");
        all.addAll(notes);
        all.add("- settings: " + settings);
        Files.writeString(FILE, String.join("\n", all) + "\n", StandardCharsets.UTF_8);
        say("\n" + String.join("\n", all) + "\n\nalso in " + FILE);
    }

    static String machine() {
        return "%d cores (%s), %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        Runtime.version().feature());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    static void say(String line) {
        System.out.println(line);
    }
}
