package dev.truemark.deployment;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Helm chart of {@code k8s/}, rendered by a real Helm. */
final class Chart {
    static final Path FOLDER = Path.of("k8s", "chart", "truemark");
    static final String RELEASE = "truemark";

    private Chart() {}

    /** What {@code helm template} prints with these values files, the last of which wins. */
    static String text(Map<String, ?> set, String... valuesFiles) {
        TemplateCommand template = new Helm(FOLDER).template().withName(RELEASE);
        for (String file : valuesFiles) template.withValuesFile(FOLDER.resolve(file));
        set.forEach((name, value) -> template.set(name, value));
        return template.call();
    }

    /** Without hooks, which {@code helm template} keeps apart: with them the migration and the secret are not seen. */
    static Objects rendered(String... valuesFiles) {
        return Objects.of(text(Map.of("hooks", false), valuesFiles));
    }

    /** What {@code helm lint --strict} objects to. */
    static List<String> faults() {
        LintResult lint = new Helm(FOLDER).lint().strict().call();
        return lint.isFailed() ? lint.getMessages() : List.of();
    }
}
