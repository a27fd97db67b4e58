package dev.truemark.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The instructions of one of the Dockerfiles, continued lines joined. */
record Dockerfile(List<String> instructions) {

    /** @param kind {@code jvm}, {@code native} or {@code native-micro} */
    static Dockerfile read(String kind) throws IOException {
        String text = Files.readString(Path.of("src", "main", "docker", "Dockerfile." + kind));
        return new Dockerfile(text.replaceAll("\\\\\\n\\s*", " ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList());
    }

    /** What follows the last instruction of that name. */
    String last(String name) {
        return instructions.reversed().stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }
}
