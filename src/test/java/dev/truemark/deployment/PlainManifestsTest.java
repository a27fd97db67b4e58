package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code k8s/plain}: the small cluster for those without Helm, kept equal to the chart. */
class PlainManifestsTest {
    private static final Path FILE = Path.of("k8s", "plain", "truemark.yaml");
    private static final String HEAD = """
            # Rendered from k8s/chart with values-small.yaml; do not edit.
            #   ./mvnw test -Dtest=PlainManifestsTest -Dmanifests.update=true
            #
            # kubectl apply -f k8s/plain   after the secret exists:
            #
            #   openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem
            #   openssl rsa -in private.pem -pubout -out public.pem
            #   kubectl create secret generic truemark \\
            #     --from-literal=database-username=truemark --from-literal=database-password=… \\
            #     --from-file=jwt-private.pem=private.pem --from-file=jwt-public.pem=public.pem
            """;

    private final String rendered = HEAD + Chart.text(Map.of(), "values-small.yaml", "values-plain.yaml");

    @Test
    void theyAreWhatTheChartRenders() throws IOException {
        if (Boolean.getBoolean("manifests.update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, rendered);
        }

        assertThat(Files.readString(FILE)).isEqualTo(rendered);
    }

    @Test
    void theyNeedNothingThatAClusterDoesNotBring() {
        assertThat(Objects.of(rendered).all())
                .isNotEmpty()
                .allSatisfy(object -> assertThat(at(object, "apiVersion").toString())
                        .matches("v1|apps/v1|policy/v1|networking\\.k8s\\.io/v1"))
                .noneSatisfy(object -> assertThat(object.toString()).contains("helm.sh/hook"));
    }
}
