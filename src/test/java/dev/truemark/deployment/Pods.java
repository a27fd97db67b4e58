package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.find;
import static dev.truemark.deployment.Yaml.listAt;
import static dev.truemark.deployment.Yaml.textAt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pod template says. */
final class Pods {
    private Pods() {}

    /** The container's own variables; one that comes from a secret is there with an empty value. */
    static Map<String, String> environment(Object template) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Object each : listAt(template, "spec.containers.0.env")) {
            variables.put(
                    textAt(each, "name"),
                    find(each, "value").map(Object::toString).orElse(""));
        }
        return variables;
    }

    static String mountPath(Object template, String volume) {
        List<String> paths = listAt(template, "spec.containers.0.volumeMounts").stream()
                .filter(mount -> textAt(mount, "name").equals(volume))
                .map(mount -> textAt(mount, "mountPath"))
                .toList();
        if (paths.size() != 1) throw new AssertionError(volume + " is mounted at " + paths);
        return paths.getFirst();
    }
}
