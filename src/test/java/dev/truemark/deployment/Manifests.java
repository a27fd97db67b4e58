package dev.truemark.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests of {@code k8s/}, and a way into them: {@code spec.template.spec.containers.0.image}. */
record Manifests(Map<String, Object> deployment, Map<String, Object> service, Map<String, Object> configMap) {

    static Manifests read() throws IOException {
        return new Manifests(yaml("deployment.yaml"), yaml("service.yaml"), yaml("configmap.yaml"));
    }

    private static Map<String, Object> yaml(String file) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("k8s", file))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        }
    }

    /** What stands at that path; fails where there is nothing. */
    static Object at(Object node, String path) {
        Object found = node;
        for (String step : path.split("\\.", -1)) {
            found = switch (found) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> list.get(Integer.parseInt(step));
                case null, default -> null;
            };
            if (found == null) throw new AssertionError("nothing at " + step + " of " + path);
        }
        return found;
    }

    Object container(String path) {
        return at(deployment, "spec.template.spec.containers.0." + path);
    }

    static Map<Object, Object> mapAt(Object node, String path) {
        return new HashMap<>((Map<?, ?>) at(node, path));
    }

    static List<?> listAt(Object node, String path) {
        return (List<?>) at(node, path);
    }
}
