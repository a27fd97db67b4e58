package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.at;
import static dev.truemark.deployment.Yaml.mapAt;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Kubernetes objects as they are written in one stream of YAML documents. */
record Objects(List<Map<String, Object>> all) {

    static Objects of(String yaml) {
        return new Objects(Yaml.documents(yaml));
    }

    List<Map<String, Object>> ofKind(String kind) {
        return all.stream().filter(object -> kind.equals(object.get("kind"))).toList();
    }

    Map<String, Object> only(String kind, String name) {
        List<Map<String, Object>> found = ofKind(kind).stream()
                .filter(object -> name.equals(at(object, "metadata.name")))
                .toList();
        if (found.size() != 1) throw new AssertionError(found.size() + " of " + kind + " " + name);
        return found.getFirst();
    }

    /** Objects of that kind whose pods carry all of these labels. */
    Stream<Map<String, Object>> withPodLabels(String kind, Map<?, ?> labels) {
        return ofKind(kind).stream()
                .filter(object -> mapAt(object, "spec.template.metadata.labels")
                        .entrySet()
                        .containsAll(labels.entrySet()));
    }

    /** The pod template of everything that makes pods. */
    Stream<Object> pods() {
        return Stream.concat(ofKind("Deployment").stream(), ofKind("Job").stream())
                .map(object -> at(object, "spec.template"));
    }

    static String name(Map<String, Object> object) {
        return at(object, "metadata.name").toString();
    }
}
