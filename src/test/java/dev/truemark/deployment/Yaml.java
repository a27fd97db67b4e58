package dev.truemark.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML as maps and lists, and a way into them: {@code spec.template.spec.containers.0.image}. */
final class Yaml {
    private Yaml() {}

    static List<Map<String, Object>> documents(String text) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : parser().loadAll(text)) {
            if (document instanceof Map<?, ?> map) documents.add(named(map));
        }
        return documents;
    }

    static Map<String, Object> file(Path path) throws IOException {
        return documents(Files.readString(path)).getFirst();
    }

    private static org.yaml.snakeyaml.Yaml parser() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(200);
        return new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new HashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    /** What stands at that path; fails where there is nothing. */
    static Object at(Object node, String path) {
        return find(node, path).orElseThrow(() -> new AssertionError("nothing at " + path + " of " + node));
    }

    static Optional<Object> find(Object node, String path) {
        Object found = node;
        for (String step : path.split("\\.", -1)) {
            found = switch (found) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list when Integer.parseInt(step) < list.size() -> list.get(Integer.parseInt(step));
                case null, default -> null;
            };
        }
        return Optional.ofNullable(found);
    }

    static Map<Object, Object> mapAt(Object node, String path) {
        return new HashMap<>((Map<?, ?>) at(node, path));
    }

    static List<?> listAt(Object node, String path) {
        return (List<?>) at(node, path);
    }

    static String textAt(Object node, String path) {
        return at(node, path).toString();
    }
}
