package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.listAt;
import static dev.truemark.deployment.Yaml.textAt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The queries of the dashboards and alerts, and the metrics that they name. */
final class Promql {
    static final Path DASHBOARDS = Chart.FOLDER.resolve("dashboards");
    static final Path ALERTS = Chart.FOLDER.resolve(Path.of("files", "alerts.yaml"));
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_:][a-z0-9_:]*(?!\\w)(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("by", "without", "and", "or", "unless", "on", "ignoring", "bool");

    private Promql() {}

    /** By the name of the dashboard's file. */
    static Map<String, List<String>> ofDashboards() throws IOException {
        Map<String, List<String>> queries = new TreeMap<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.toList()) {
                JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
                List<String> all = new ArrayList<>();
                dashboard.findValues("expr").forEach(expr -> all.add(expr.asText()));
                queries.put(file.getFileName().toString().replace(".json", ""), all);
            }
        }
        return queries;
    }

    static Map<String, String> ofAlerts() throws IOException {
        Map<String, String> queries = new TreeMap<>();
        for (Object group : listAt(Yaml.file(ALERTS), "groups")) {
            for (Object rule : listAt(group, "rules")) queries.put(textAt(rule, "alert"), textAt(rule, "expr"));
        }
        return queries;
    }

    /** Without labels, durations, and lists of labels to group by. */
    static Set<String> metricsOf(String query) {
        String bare = query.replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", "");
        Set<String> names = new TreeSet<>();
        Matcher found = IDENTIFIER.matcher(bare);
        while (found.find()) {
            if (!WORDS.contains(found.group())) names.add(found.group());
        }
        return names;
    }
}
