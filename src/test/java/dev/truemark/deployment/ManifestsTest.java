package dev.truemark.deployment;

import static dev.truemark.deployment.Manifests.at;
import static dev.truemark.deployment.Manifests.listAt;
import static dev.truemark.deployment.Manifests.mapAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {
    private final Manifests manifests = Manifests.read();

    ManifestsTest() throws IOException {}

    @Test
    void theServiceSelectsThePodsThatTheDeploymentMakes() {
        Map<Object, Object> labels = mapAt(manifests.deployment(), "spec.template.metadata.labels");

        assertThat(at(manifests.deployment(), "spec.selector.matchLabels")).isEqualTo(labels);
        assertThat(labels).containsAllEntriesOf(mapAt(manifests.service(), "spec.selector"));
        assertThat(at(manifests.service(), "spec.ports.0.targetPort")).isEqualTo(manifests.container("ports.0.name"));
    }

    @ParameterizedTest(name = "{0} asks {1}")
    @CsvSource({
        "startupProbe, /q/health/started",
        "livenessProbe, /q/health/live",
        "readinessProbe, /q/health/ready",
    })
    void eachProbeAsksTheHealthThatIsMeantForIt(String probe, String path) {
        assertThat(manifests.container(probe + ".httpGet.path")).isEqualTo(path);
        assertThat(manifests.container(probe + ".httpGet.port")).isEqualTo("http");
    }

    @ParameterizedTest(name = "{0} of {1} is bounded")
    @CsvSource({"requests, cpu", "requests, memory", "limits, cpu", "limits, memory"})
    void resourcesAreBounded(String kind, String resource) {
        assertThat(manifests.container("resources." + kind + "." + resource)).isInstanceOf(String.class);
    }

    @Test
    void itRunsAsTheUserOfTheImageWithNoPrivilegeAndNothingToWriteTo() throws IOException {
        int user = (int) at(manifests.deployment(), "spec.template.spec.securityContext.runAsUser");

        assertThat(at(manifests.deployment(), "spec.template.spec.securityContext.runAsNonRoot"))
                .isEqualTo(true);
        assertThat(user).isPositive();
        assertThat(Dockerfile.read().last("USER")).startsWith(user + ":");
        assertThat(manifests.container("securityContext.readOnlyRootFilesystem"))
                .isEqualTo(true);
        assertThat(manifests.container("securityContext.allowPrivilegeEscalation"))
                .isEqualTo(false);
        assertThat(manifests.container("securityContext.capabilities.drop")).isEqualTo(List.of("ALL"));
    }

    @Test
    void everyMountHasItsVolumeAndTmpCanBeWrittenTo() {
        Map<Object, Object> mounts = new TreeMap<>();
        for (Object mount : (List<?>) manifests.container("volumeMounts")) {
            mounts.put(at(mount, "name"), at(mount, "mountPath"));
        }
        List<?> volumes = listAt(manifests.deployment(), "spec.template.spec.volumes");

        assertThat(volumes.stream().map(volume -> at(volume, "name")))
                .containsExactlyInAnyOrderElementsOf(mounts.keySet());
        assertThat(mounts).containsEntry("tmp", "/tmp");
        assertThat(at(volumes.getFirst(), "emptyDir.sizeLimit")).isEqualTo("256Mi");
    }

    @Test
    void keysAreReadFromTheMountedSecret() {
        String folder = volumeMountOf("jwt");
        List<?> volumes = listAt(manifests.deployment(), "spec.template.spec.volumes");
        List<String> files = listAt(volumes.getLast(), "secret.items").stream()
                .map(item -> "file:" + folder + "/" + at(item, "path"))
                .toList();

        assertThat(files)
                .containsExactlyInAnyOrder(
                        variable("SMALLRYE_JWT_SIGN_KEY_LOCATION"), variable("MP_JWT_VERIFY_PUBLICKEY_LOCATION"));
    }

    @Test
    void everyVariableIsOneThatTheServiceObeysAtRunTime() throws IOException {
        List<String> variables = Stream.concat(
                        mapAt(manifests.configMap(), "data").keySet().stream(),
                        ((List<?>) manifests.container("env")).stream().map(each -> at(each, "name")))
                .map(Object::toString)
                .toList();

        assertThat(ConfigNames.environmentVariables())
                .hasSizeGreaterThan(100)
                .doesNotContain("QUARKUS_DATASOURCE_REACTIVE_ADDRESS")
                .containsAll(new TreeSet<>(variables));
        assertThat(variables)
                .contains(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "QUARKUS_DATASOURCE_USERNAME",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "QUARKUS_REDIS_HOSTS",
                        "SMALLRYE_JWT_SIGN_KEY_LOCATION",
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION");
    }

    @Test
    void theImageIsPinnedHasAHealthCheckAndTheSameAddressAsTheManifests() throws IOException {
        Dockerfile image = Dockerfile.read();

        assertThat(image.last("FROM")).matches("eclipse-temurin:25\\.\\d+\\.\\d+_\\d+-jre-\\w+");
        assertThat(image.last("HEALTHCHECK")).contains("/q/health/ready");
        assertThat(image.last("EXPOSE"))
                .isEqualTo(manifests.container("ports.0.containerPort").toString());
    }

    private String volumeMountOf(String volume) {
        return ((List<?>) manifests.container("volumeMounts"))
                .stream()
                        .filter(mount -> at(mount, "name").equals(volume))
                        .map(mount -> at(mount, "mountPath").toString())
                        .findFirst()
                        .orElseThrow();
    }

    private String variable(String name) {
        return ((List<?>) manifests.container("env"))
                .stream()
                        .filter(each -> at(each, "name").equals(name))
                        .map(each -> at(each, "value").toString())
                        .findFirst()
                        .orElseThrow();
    }
}
