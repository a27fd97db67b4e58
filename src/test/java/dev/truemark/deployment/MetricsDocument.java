package dev.truemark.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/metrics.md} says of each metric, by name. */
record MetricsDocument(Map<String, Metric> metrics) {
    private static final Pattern ROW = Pattern.compile(
            "^\\| `([a-z0-9_]+)` \\| (counter|gauge|summary), ([^|]+?) \\| ([^|]*?) ?\\| ([^|]+?) \\| ([^|]+?) \\|$");

    record Metric(String name, String kind, String unit, Set<String> labels, String roles, String meaning) {
        /** The series that a scrape shows of it. */
        List<String> series() {
            return kind.equals("summary") ? List.of(name + "_count", name + "_sum", name + "_max") : List.of(name);
        }
    }

    static MetricsDocument read() throws IOException {
        Map<String, Metric> metrics = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs", "metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) continue;
            Set<String> labels = new TreeSet<>(
                    Arrays.asList(row.group(4).replaceAll("[` ]", "").split(",")));
            labels.remove("");
            Metric metric = new Metric(row.group(1), row.group(2), row.group(3), labels, row.group(5), row.group(6));
            if (metrics.put(metric.name(), metric) != null) throw new AssertionError(metric.name() + " is there twice");
        }
        return new MetricsDocument(metrics);
    }

    Set<String> series() {
        Set<String> series = new TreeSet<>();
        metrics.values().forEach(metric -> series.addAll(metric.series()));
        return series;
    }
}
