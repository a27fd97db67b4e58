package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.at;
import static dev.truemark.deployment.Yaml.find;
import static dev.truemark.deployment.Yaml.listAt;
import static dev.truemark.deployment.Yaml.mapAt;
import static dev.truemark.deployment.Yaml.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every pod of the chart has, of whatever role: probes, bounds, no privilege, keys, and settings that exist. */
class PodsTest {
    private final Objects objects = Chart.rendered("values-large.yaml");

    private Stream<Object> roles() {
        return objects.ofKind("Deployment").stream().map(deployment -> at(deployment, "spec.template"));
    }

    @ParameterizedTest(name = "{0} asks {1}")
    @CsvSource({
        "startupProbe, /q/health/started",
        "livenessProbe, /q/health/live",
        "readinessProbe, /q/health/ready",
    })
    void eachProbeAsksTheHealthThatIsMeantForIt(String probe, String path) {
        assertThat(roles()).hasSize(5).allSatisfy(pod -> {
            assertThat(textAt(pod, "spec.containers.0." + probe + ".httpGet.path"))
                    .isEqualTo(path);
            assertThat(textAt(pod, "spec.containers.0." + probe + ".httpGet.port"))
                    .isEqualTo("http");
        });
    }

    @ParameterizedTest(name = "{0} of {1} is bounded")
    @CsvSource({"requests, cpu", "requests, memory", "limits, cpu", "limits, memory"})
    void resourcesAreBounded(String kind, String resource) {
        assertThat(objects.pods())
                .hasSize(6)
                .allSatisfy(pod -> assertThat(textAt(pod, "spec.containers.0.resources." + kind + "." + resource))
                        .isNotBlank());
    }

    @Test
    void eachRunsAsTheUserOfTheImageWithNoPrivilegeAndNothingToWriteTo() throws IOException {
        String user = Dockerfile.read("jvm").last("USER");

        assertThat(objects.pods()).allSatisfy(pod -> {
            assertThat(user)
                    .isEqualTo(at(pod, "spec.securityContext.runAsUser") + ":"
                            + at(pod, "spec.securityContext.runAsGroup"));
            assertThat(at(pod, "spec.securityContext.runAsNonRoot")).isEqualTo(true);
            assertThat(at(pod, "spec.securityContext.seccompProfile.type")).isEqualTo("RuntimeDefault");
            assertThat(mapAt(pod, "spec.containers.0.securityContext"))
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            assertThat(at(pod, "spec.automountServiceAccountToken")).isEqualTo(false);
            assertThat(at(pod, "spec.enableServiceLinks")).isEqualTo(false);
            assertThat(find(pod, "spec.hostNetwork")).isEmpty();
            assertThat(find(pod, "spec.containers.0.securityContext.privileged"))
                    .isEmpty();
        });
    }

    @Test
    void everyMountHasItsVolumeAndOnlyTmpCanBeWrittenTo() {
        assertThat(objects.pods()).allSatisfy(pod -> {
            assertThat(listAt(pod, "spec.volumes").stream().map(volume -> textAt(volume, "name")))
                    .containsExactlyInAnyOrderElementsOf(listAt(pod, "spec.containers.0.volumeMounts").stream()
                            .map(mount -> textAt(mount, "name"))
                            .toList());
            assertThat(Pods.mountPath(pod, "tmp")).isEqualTo("/tmp");
            assertThat(at(pod, "spec.volumes.0.emptyDir.sizeLimit")).isEqualTo("256Mi");
            assertThat(at(pod, "spec.containers.0.volumeMounts.1.readOnly")).isEqualTo(true);
        });
    }

    @Test
    void keysAreReadFromTheMountedSecret() {
        assertThat(objects.pods()).allSatisfy(pod -> {
            String folder = Pods.mountPath(pod, "jwt");
            List<String> files = listAt(pod, "spec.volumes.1.secret.items").stream()
                    .map(item -> "file:" + folder + "/" + at(item, "path"))
                    .toList();
            Map<String, String> environment = Pods.environment(pod);
            assertThat(files)
                    .containsExactlyInAnyOrder(
                            environment.get("SMALLRYE_JWT_SIGN_KEY_LOCATION"),
                            environment.get("MP_JWT_VERIFY_PUBLICKEY_LOCATION"));
        });
    }

    @Test
    void everyVariableIsOneThatTheServiceObeysAtRunTime() throws IOException {
        Set<String> variables = new TreeSet<>();
        mapAt(objects.only("ConfigMap", "truemark"), "data").keySet().forEach(name -> variables.add(name.toString()));
        objects.pods().forEach(pod -> variables.addAll(Pods.environment(pod).keySet()));

        assertThat(ConfigNames.environmentVariables())
                .hasSizeGreaterThan(100)
                .doesNotContain("QUARKUS_DATASOURCE_REACTIVE_ADDRESS")
                .containsAll(variables);
        assertThat(variables)
                .contains(
                        "TRUEMARK_ROLES",
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "QUARKUS_DATASOURCE_USERNAME",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "QUARKUS_REDIS_HOSTS",
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                        "SMALLRYE_JWT_SIGN_KEY_LOCATION",
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION");
    }

    @Test
    void passwordsAndKeysComeFromASecretAndStandNowhere() {
        assertThat(objects.pods())
                .allSatisfy(pod -> assertThat(listAt(pod, "spec.containers.0.env").stream()
                                .filter(each -> find(each, "valueFrom.secretKeyRef.name")
                                        .isPresent())
                                .map(each -> textAt(each, "name")))
                        .containsExactly("QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD"));
        assertThat(objects.ofKind("Secret")).isEmpty();
        assertThat(listAt(objects.only("ExternalSecret", "truemark"), "spec.data").stream()
                        .map(each -> textAt(each, "secretKey")))
                .containsExactlyInAnyOrder(
                        "database-username", "database-password", "jwt-private.pem", "jwt-public.pem");
    }

    @Test
    void eachRoleIsSpreadOverNodesAndZonesByItself() {
        assertThat(roles()).allSatisfy(pod -> {
            Map<Object, Object> labels = mapAt(pod, "metadata.labels");
            List<?> spread = listAt(pod, "spec.topologySpreadConstraints");
            assertThat(spread.stream().map(each -> textAt(each, "topologyKey")))
                    .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
            assertThat(spread)
                    .allSatisfy(each -> assertThat(mapAt(each, "labelSelector.matchLabels"))
                            .containsEntry("app.kubernetes.io/component", labels.get("app.kubernetes.io/component")));
        });
    }

    @Test
    void whoIsEndedHasTimeToFinish() {
        int shutdown = 20;
        assertThat(textAt(objects.only("ConfigMap", "truemark"), "data.QUARKUS_SHUTDOWN_TIMEOUT"))
                .isEqualTo("PT" + shutdown + "S");
        assertThat(roles())
                .allSatisfy(pod -> assertThat((int) at(pod, "spec.terminationGracePeriodSeconds"))
                        .isGreaterThan(shutdown + (int) at(pod, "spec.containers.0.lifecycle.preStop.sleep.seconds")));
    }
}
